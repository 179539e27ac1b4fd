package io.chainbus.kernel.console;

import io.chainbus.kernel.loader.ModuleLoader;
import io.chainbus.kernel.loader.UnloadResult;
import io.chainbus.kernel.module.KernelLog;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** kmod's {@code rmmod}: unloads modules, one after the other. */
final class Rmmod implements Tool {

    private final ModuleLoader loader;
    private final KernelLog errors;

    Rmmod(ModuleLoader loader, KernelLog errors) {
        this.loader = loader;
        this.errors = errors;
    }

    @Override
    public CompletionStage<Status> run(List<String> arguments, KernelLog out) {
        if (arguments.isEmpty()) {
            errors.line("rmmod: ERROR: missing module name.");
            return Tool.ended(Status.FAILED);
        }
        return Tool.forEach(arguments, name -> loader.rmmod(name).thenApply(this::told));
    }

    private Status told(UnloadResult result) {
        if (result instanceof UnloadResult.NotLoaded notLoaded) {
            errors.line("rmmod: ERROR: Module " + notLoaded.name() + " is not currently loaded");
        } else if (result instanceof UnloadResult.InUse inUse) {
            String by = inUse.by().isEmpty() ? "" : " by: " + String.join(" ", inUse.by());
            errors.line("rmmod: ERROR: Module " + inUse.name() + " is in use" + by);
        } else if (result instanceof UnloadResult.Refused refused) {
            String why = refused.errno().text();
            errors.line("rmmod: ERROR: could not remove '" + refused.name() + "': " + why);
            errors.line("rmmod: ERROR: could not remove module " + refused.name() + ": " + why);
        }
        return result instanceof UnloadResult.Unloaded ? Status.DONE : Status.FAILED;
    }
}
