package io.chainbus.kernel.console;

import io.chainbus.kernel.loader.LoadedModule;
import io.chainbus.kernel.loader.ModuleLoader;
import io.chainbus.kernel.module.KernelLog;
import java.util.List;

/**
 * kmod's {@code lsmod}: the loaded modules, newest first. A module's size is that of its text in whole pages, one at
 * least: what else it takes, trees do not tell.
 */
final class Lsmod implements Tool {

    private static final long PAGE = 4096;

    private final ModuleLoader loader;
    private final KernelLog out;

    Lsmod(ModuleLoader loader, KernelLog out) {
        this.loader = loader;
        this.out = out;
    }

    @Override
    public Status run(List<String> arguments) {
        out.line("Module                  Size  Used by");
        for (LoadedModule module : loader.loaded()) {
            String usedBy = module.usedBy().isEmpty() ? "" : " " + String.join(",", module.usedBy());
            out.line(String.format("%-19s %8d  %d%s", module.name(), size(module), module.references(), usedBy));
        }
        return Status.DONE;
    }

    private static long size(LoadedModule module) {
        return Math.max(1, (module.textBytes() + PAGE - 1) / PAGE) * PAGE;
    }
}
