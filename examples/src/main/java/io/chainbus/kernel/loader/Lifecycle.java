package io.chainbus.kernel.loader;

import io.chainbus.event.ModulePhase;
import io.chainbus.kernel.loader.Announcer.Answer;
import io.chainbus.kernel.loader.LoadResult.Failed;
import io.chainbus.kernel.loader.LoadResult.Loaded;
import io.chainbus.kernel.loader.LoadResult.Reason;
import io.chainbus.kernel.module.Errno;
import io.chainbus.kernel.module.InitResult;
import io.chainbus.kernel.module.KernelLog;
import io.chainbus.kernel.module.ModuleInstance;
import io.chainbus.kernel.module.ModuleState;
import io.chainbus.kernel.module.Parameters;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The steps of one module's load and unload, each behind the one before it. What may begin is decided by the table. */
final class Lifecycle {

    private final ModuleTable table;
    private final Announcer announcer;
    private final KernelLog log;

    Lifecycle(ModuleTable table, Announcer announcer, KernelLog log) {
        this.table = table;
        this.announcer = announcer;
        this.log = log;
    }

    /** Takes a module that has just been admitted to its end, which is the entry's {@code load}. */
    void load(ModuleEntry entry, Arguments arguments) {
        announce(ModulePhase.UNFORMED, entry)
                .thenCompose(unformed ->
                        unformed instanceof Answer.Refused refused ? abort(entry, refused) : comeUp(entry, arguments))
                .whenComplete((result, failure) -> {
                    if (failure == null) {
                        entry.load.complete(result);
                    } else {
                        entry.load.completeExceptionally(failure);
                    }
                });
    }

    CompletionStage<UnloadResult> unload(ModuleEntry entry) {
        return CompletableFuture.completedFuture(entry)
                .thenCompose(going -> going.definition.code().exit(instance(going)))
                .thenCompose(done -> announce(ModulePhase.GOING, entry))
                .thenApply(told -> {
                    table.remove(entry);
                    return new UnloadResult.Unloaded(entry.name());
                });
    }

    private CompletionStage<LoadResult> comeUp(ModuleEntry entry, Arguments arguments) {
        table.advance(entry, ModuleState.COMING);
        return announce(ModulePhase.COMING, entry).thenCompose(coming -> {
            if (coming instanceof Answer.Refused refused) {
                return abort(entry, refused);
            }
            Optional<String> bad = setParameters(entry, arguments);
            if (bad.isPresent()) {
                return abort(entry, Errno.EINVAL, new Reason.BadParameter(bad.get()));
            }
            return initialise(entry);
        });
    }

    private CompletionStage<LoadResult> initialise(ModuleEntry entry) {
        return entry.definition.code().init(instance(entry)).thenCompose(init -> {
            if (init instanceof InitResult.Failed failed) {
                return abort(entry, failed.errno(), new Reason.InitFailed());
            }
            table.advance(entry, ModuleState.LIVE);
            return announce(ModulePhase.LIVE, entry).thenApply(told -> new Loaded(entry.name()));
        });
    }

    private CompletionStage<LoadResult> abort(ModuleEntry entry, Answer.Refused refused) {
        return abort(entry, refused.errno(), new Reason.Refused(refused.by(), refused.reason()));
    }

    private CompletionStage<LoadResult> abort(ModuleEntry entry, Errno errno, Reason reason) {
        table.advance(entry, ModuleState.GOING);
        return announce(ModulePhase.GOING, entry).thenApply(told -> {
            table.remove(entry);
            return new Failed(entry.name(), errno, reason);
        });
    }

    /** The first parameter whose value is none; an unknown one is only warned of. */
    private Optional<String> setParameters(ModuleEntry entry, Arguments arguments) {
        for (Arguments.Argument argument : arguments.arguments()) {
            Parameters.Setting setting = entry.parameters.set(argument.name(), argument.value());
            if (setting == Parameters.Setting.INVALID) {
                return Optional.of(argument.name());
            }
            if (setting == Parameters.Setting.UNKNOWN) {
                log.line(entry.name() + ": unknown parameter '" + argument.name() + "' ignored");
            }
        }
        return Optional.empty();
    }

    private CompletionStage<Answer> announce(ModulePhase phase, ModuleEntry entry) {
        try {
            return announcer.announce(phase, entry.module);
        } catch (RuntimeException bug) {
            return CompletableFuture.failedFuture(bug);
        }
    }

    private ModuleInstance instance(ModuleEntry entry) {
        return new ModuleInstance(entry.name(), entry.parameters, log, new ModuleInstance.Pin() {
            @Override
            public void take() {
                table.pin(entry);
            }

            @Override
            public void release() {
                table.unpin(entry);
            }
        });
    }
}
