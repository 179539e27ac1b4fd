package io.chainbus.kernel.loader;

import io.chainbus.kernel.module.KernelModule;
import io.chainbus.kernel.module.ModuleDefinition;
import io.chainbus.kernel.module.ModuleState;
import io.chainbus.kernel.module.Parameters;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** A module in the kernel's list, from the beginning of its load to the end of its unload. Guarded by its table. */
final class ModuleEntry {

    final ModuleDefinition definition;
    /** It, for its consumers; its state is the entry's, and set under the table's monitor only. */
    final KernelModule module;

    final Parameters parameters;
    /** Done when the load has ended, either way; whoever asks for the module meanwhile waits for it. */
    final CompletableFuture<LoadResult> load = new CompletableFuture<>();
    /** The modules in the list that depend on this one. While there are any, this one is not GOING. */
    final Set<String> holders = new LinkedHashSet<>();

    /** Uses by something that is not a module; 0 when it is GOING. */
    int pins;

    ModuleEntry(ModuleDefinition definition) {
        this.definition = definition;
        this.module = definition.unformed();
        this.parameters = new Parameters(definition.parameters());
    }

    String name() {
        return definition.name();
    }

    ModuleState state() {
        return module.state();
    }

    int references() {
        return holders.size() + pins;
    }
}
