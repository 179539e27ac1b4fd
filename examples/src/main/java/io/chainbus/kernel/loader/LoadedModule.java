package io.chainbus.kernel.loader;

import io.chainbus.kernel.module.ModuleState;
import java.util.List;

/**
 * A line of {@code lsmod}.
 *
 * @param references how often it is in use: by each of {@code usedBy} once, and by pins
 * @param usedBy the modules that depend on it
 */
public record LoadedModule(String name, long textBytes, ModuleState state, int references, List<String> usedBy) {

    public LoadedModule {
        usedBy = List.copyOf(usedBy);
    }
}
