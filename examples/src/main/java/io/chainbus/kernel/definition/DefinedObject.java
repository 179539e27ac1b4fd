package io.chainbus.kernel.definition;

import io.chainbus.kernel.livepatch.FunctionPatch;
import io.chainbus.kernel.livepatch.ObjectPatch;
import io.chainbus.kernel.module.ModuleInstance;
import java.util.List;

/**
 * What a livepatch does to one object.
 *
 * @param object a module, or {@code vmlinux}
 */
public record DefinedObject(String object, List<Replacement> functions, DefinedCallbacks callbacks) {

    public DefinedObject {
        functions = List.copyOf(functions);
    }

    /**
     * A function that is replaced.
     *
     * @param function its name in the object
     * @param by the livepatch module's own function, which runs instead of it
     */
    public record Replacement(String function, DefinedFunction by) {}

    ObjectPatch in(ModuleInstance livepatch) {
        return new ObjectPatch(
                object,
                functions.stream()
                        .map(replaced -> new FunctionPatch(
                                replaced.function(), replaced.by().in(livepatch)))
                        .toList(),
                callbacks.in(livepatch));
    }
}
