package io.chainbus.kernel.injection;

import io.chainbus.kernel.module.FunctionTable;
import io.chainbus.kernel.module.InitResult;
import io.chainbus.kernel.module.ModuleCode;
import io.chainbus.kernel.module.ModuleDefinition;
import io.chainbus.kernel.module.ModuleInstance;
import io.chainbus.kernel.module.ModuleNotifiers;
import io.chainbus.kernel.module.Parameter;
import io.chainbus.verdict.Verdict;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * A module that puts a subscriber of its own on the module chain, which accepts everything until it is made to fail: what
 * {@code pm-notifier-error-inject} and its like are to other chains of the kernel. Its parameter {@code priority} says
 * where it stands.
 */
public final class InjectionModule implements ModuleCode {

    /** The module's name, and its subscriber's. */
    public static final String NAME = "module_notifier_error_inject";

    private static final String PRIORITY = "priority";
    private static final long TEXT_BYTES = 4096;

    private final ModuleNotifiers notifiers;

    private InjectionModule(ModuleNotifiers notifiers) {
        this.notifiers = notifiers;
    }

    public static ModuleDefinition define(ModuleNotifiers notifiers) {
        return new ModuleDefinition(
                new FunctionTable(NAME, List.of(NAME + "_exit"), 0, true),
                TEXT_BYTES,
                List.of(),
                List.of(),
                ModuleDefinition.Exit.POSSIBLE,
                List.of(new Parameter(PRIORITY, 0)),
                new InjectionModule(notifiers));
    }

    @Override
    public CompletionStage<InitResult> init(ModuleInstance self) {
        return notifiers
                .register(NAME, self.parameters().get(PRIORITY), visit -> Verdict.ok())
                .thenApply(error -> error.map(InitResult::failed).orElse(InitResult.ok()));
    }

    @Override
    public CompletionStage<?> exit(ModuleInstance self) {
        return notifiers.unregister(NAME);
    }
}
