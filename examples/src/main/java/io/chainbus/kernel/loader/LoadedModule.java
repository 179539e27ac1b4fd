package io.chainbus.kernel.loader;

import io.chainbus.kernel.module.ModuleState;
import java.util.List;

/**
 * What {@code lsmod} and {@code /sys/module/NAME} tell of a module.
 *
 * @param references how often it is in use: by each of {@code usedBy} once, and by pins
 * @param usedBy the modules that depend on it
 * @param parameters the names of its parameters, in the order in which it declares them
 */
public record LoadedModule(
        String name, long textBytes, ModuleState state, int references, List<String> usedBy, List<String> parameters) {

    private static final long PAGE = 4096;

    public LoadedModule {
        usedBy = List.copyOf(usedBy);
        parameters = List.copyOf(parameters);
    }

    /** In whole pages, one at least: what a module takes beside its text, trees do not tell. */
    public long size() {
        return Math.max(1, (textBytes + PAGE - 1) / PAGE) * PAGE;
    }
}
