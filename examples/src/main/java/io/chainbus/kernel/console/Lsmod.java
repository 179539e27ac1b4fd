package io.chainbus.kernel.console;

import io.chainbus.kernel.loader.LoadedModule;
import io.chainbus.kernel.loader.ModuleLoader;
import io.chainbus.kernel.module.KernelLog;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** kmod's {@code lsmod}: the loaded modules, newest first. */
final class Lsmod implements Tool {

    private final ModuleLoader loader;

    Lsmod(ModuleLoader loader) {
        this.loader = loader;
    }

    @Override
    public CompletionStage<Status> run(List<String> arguments, KernelLog out) {
        out.line("Module                  Size  Used by");
        for (LoadedModule module : loader.loaded()) {
            String usedBy = module.usedBy().isEmpty() ? "" : " " + String.join(",", module.usedBy());
            out.line(String.format("%-19s %8d  %d%s", module.name(), module.size(), module.references(), usedBy));
        }
        return Tool.ended(Status.DONE);
    }
}
