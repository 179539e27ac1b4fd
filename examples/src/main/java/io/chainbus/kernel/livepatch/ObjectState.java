package io.chainbus.kernel.livepatch;

import io.chainbus.kernel.module.KernelModule;
import io.chainbus.kernel.module.ModuleState;

/** The object that a callback is about. */
public sealed interface ObjectState {

    /** As the kernel's callback sample prints it. */
    String description();

    /** The kernel itself. */
    record Vmlinux() implements ObjectState {
        @Override
        public String description() {
            return ObjectPatch.VMLINUX;
        }
    }

    /** A module that is present, in its state of the moment. */
    record Module(String name, ModuleState state) implements ObjectState {

        static ObjectState of(KernelModule module) {
            return new Module(module.name(), module.state());
        }

        @Override
        public String description() {
            return name + " -> " + state.description();
        }
    }
}
