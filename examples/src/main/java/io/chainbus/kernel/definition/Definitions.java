package io.chainbus.kernel.definition;

import io.chainbus.kernel.KernelServices;
import io.chainbus.kernel.module.ModuleDefinition;
import java.util.List;
import java.util.stream.Stream;

/** Modules and livepatches that belong together. */
public record Definitions(List<DefinedModule> modules, List<DefinedLivepatch> livepatches) {

    /** None at all. */
    public static final Definitions NONE = new Definitions(List.of(), List.of());

    public Definitions {
        modules = List.copyOf(modules);
        livepatches = List.copyOf(livepatches);
    }

    /** All of them, ready to be loaded. */
    public List<ModuleDefinition> in(KernelServices kernel) {
        return Stream.concat(
                        modules.stream().map(module -> module.in(kernel)),
                        livepatches.stream().map(livepatch -> livepatch.in(kernel)))
                .toList();
    }

    /** The names of all. */
    public Stream<String> names() {
        return Stream.concat(
                modules.stream().map(DefinedModule::name), livepatches.stream().map(DefinedLivepatch::name));
    }
}
