package io.chainbus.kernel.livepatch;

import io.chainbus.kernel.module.ModuleInstance;
import java.util.List;
import java.util.Optional;

/** A patch between its enabling and the end of its disabling. Guarded by livepatch's lock. */
final class PatchInForce {

    final Patch patch;
    final List<PatchedObject> objects;
    /** The livepatch module's own use count, taken while the patch is in force. */
    final ModuleInstance.Pin pin;

    PatchInForce(Patch patch, ModuleInstance.Pin pin) {
        this.patch = patch;
        this.objects = patch.objects().stream().map(PatchedObject::new).toList();
        this.pin = pin;
    }

    String name() {
        return patch.name();
    }

    Optional<PatchedObject> module(String name) {
        return objects.stream()
                .filter(object -> object.patch.isModule() && object.name().equals(name))
                .findFirst();
    }
}
