package io.chainbus.kernel.console;

import io.chainbus.kernel.loader.ModuleLoader;
import io.chainbus.kernel.loader.UnloadResult;
import io.chainbus.kernel.module.KernelLog;
import java.util.List;

/** kmod's {@code rmmod}: unloads modules, one after the other. */
final class Rmmod implements Tool {

    private final ModuleLoader loader;
    private final KernelLog out;

    Rmmod(ModuleLoader loader, KernelLog out) {
        this.loader = loader;
        this.out = out;
    }

    @Override
    public Status run(List<String> arguments) {
        if (arguments.isEmpty()) {
            out.line("rmmod: ERROR: missing module name.");
            return Status.FAILED;
        }
        return arguments.stream().map(this::remove).reduce(Status.DONE, Status::and);
    }

    private Status remove(String name) {
        UnloadResult result = Waiting.on(loader.rmmod(name));
        if (result instanceof UnloadResult.NotLoaded notLoaded) {
            out.line("rmmod: ERROR: Module " + notLoaded.name() + " is not currently loaded");
        } else if (result instanceof UnloadResult.InUse inUse) {
            String by = inUse.by().isEmpty() ? "" : " by: " + String.join(" ", inUse.by());
            out.line("rmmod: ERROR: Module " + inUse.name() + " is in use" + by);
        } else if (result instanceof UnloadResult.Refused refused) {
            String why = refused.errno().text();
            out.line("rmmod: ERROR: could not remove '" + refused.name() + "': " + why);
            out.line("rmmod: ERROR: could not remove module " + refused.name() + ": " + why);
        }
        return result instanceof UnloadResult.Unloaded ? Status.DONE : Status.FAILED;
    }
}
