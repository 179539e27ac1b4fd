package io.chainbus.kernel.definition;

import io.chainbus.kernel.KernelServices;
import io.chainbus.kernel.livepatch.LivepatchModule;
import io.chainbus.kernel.livepatch.Patch;
import io.chainbus.kernel.module.FunctionTable;
import io.chainbus.kernel.module.ModuleDefinition;
import io.chainbus.kernel.module.ModuleInstance;
import io.chainbus.kernel.module.Parameter;
import java.util.List;

/**
 * A livepatch module.
 *
 * @param name normalised as kmod does ('-' is '_')
 * @param textBytes the size of its text
 * @param replace other than 0 if it takes over from all livepatches before it; as it is when the module is loaded
 * @param objects each once, in the order in which they are worked on
 */
public record DefinedLivepatch(
        String name, long textBytes, List<Parameter> parameters, Amount replace, List<DefinedObject> objects) {

    public DefinedLivepatch {
        parameters = List.copyOf(parameters);
        objects = List.copyOf(objects);
    }

    /** The module, ready to be loaded. */
    public ModuleDefinition in(KernelServices kernel) {
        List<String> replacements = objects.stream()
                .flatMap(object -> object.functions().stream())
                .map(replaced -> replaced.by().name())
                .distinct()
                .toList();
        return LivepatchModule.define(
                kernel.livepatch(), new FunctionTable(name, replacements, 0, true), textBytes, parameters, this::patch);
    }

    private Patch patch(ModuleInstance module) {
        return new Patch(
                name, objects.stream().map(object -> object.in(module)).toList(), replace.of(module.parameters()) != 0);
    }
}
