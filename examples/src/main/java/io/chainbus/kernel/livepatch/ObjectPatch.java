package io.chainbus.kernel.livepatch;

import java.util.List;

/**
 * What a livepatch does to one object.
 *
 * @param object a module, or {@link #VMLINUX}
 */
public record ObjectPatch(String object, List<FunctionPatch> functions, Callbacks callbacks) {

    /** The kernel itself, which is always present. */
    public static final String VMLINUX = "vmlinux";

    public ObjectPatch {
        functions = List.copyOf(functions);
    }
}
