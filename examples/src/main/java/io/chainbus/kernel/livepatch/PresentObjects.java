package io.chainbus.kernel.livepatch;

import io.chainbus.kernel.module.FunctionTable;
import io.chainbus.kernel.module.KernelModule;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The objects that may be patched now: the kernel itself, and the modules between their COMING and the moment at which it
 * is undone or they go (Linux {@code klp_alive}). Guarded by livepatch's lock.
 */
final class PresentObjects {

    private final FunctionTable vmlinux;
    private final Map<String, KernelModule> modules = new HashMap<>();

    PresentObjects(FunctionTable vmlinux) {
        this.vmlinux = vmlinux;
    }

    void add(KernelModule module) {
        modules.put(module.name(), module);
    }

    /** Says whether it was there. */
    boolean remove(KernelModule module) {
        return modules.remove(module.name()) != null;
    }

    Optional<ObjectState> state(PatchedObject object) {
        return object.isModule()
                ? Optional.ofNullable(modules.get(object.name())).map(ObjectState.Module::of)
                : Optional.of(new ObjectState.Vmlinux());
    }

    Optional<FunctionTable> functions(PatchedObject object) {
        return object.isModule()
                ? Optional.ofNullable(modules.get(object.name())).map(KernelModule::functions)
                : Optional.of(vmlinux);
    }
}
