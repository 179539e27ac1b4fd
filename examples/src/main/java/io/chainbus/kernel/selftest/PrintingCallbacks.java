package io.chainbus.kernel.selftest;

import io.chainbus.kernel.livepatch.Callbacks;
import io.chainbus.kernel.livepatch.ObjectState;
import io.chainbus.kernel.module.Errno;
import io.chainbus.kernel.module.ModuleInstance;
import java.util.Optional;
import java.util.function.ToIntFunction;

/**
 * The callbacks of the kernel's callback tests: each prints its name and the object.
 *
 * @param prePatchReturns what {@code pre_patch} returns: 0, or an error
 */
record PrintingCallbacks(ModuleInstance module, ToIntFunction<ModuleInstance> prePatchReturns) implements Callbacks {

    static PrintingCallbacks of(ModuleInstance module) {
        return new PrintingCallbacks(module, unused -> 0);
    }

    @Override
    public Optional<Errno> prePatch(ObjectState object) {
        print("pre_patch_callback", object);
        int value = prePatchReturns.applyAsInt(module);
        return value == 0 ? Optional.empty() : Optional.of(Errno.returned(value));
    }

    @Override
    public void postPatch(ObjectState object) {
        print("post_patch_callback", object);
    }

    @Override
    public void preUnpatch(ObjectState object) {
        print("pre_unpatch_callback", object);
    }

    @Override
    public void postUnpatch(ObjectState object) {
        print("post_unpatch_callback", object);
    }

    private void print(String callback, ObjectState object) {
        module.log().line(module.name() + ": " + callback + ": " + object.description());
    }
}
