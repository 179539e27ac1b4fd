package io.chainbus.kernel.livepatch;

import io.chainbus.kernel.module.Errno;
import java.util.Optional;

/** One object of a patch that is in force, and how far it has got. Guarded by livepatch's lock. */
final class PatchedObject {

    final ObjectPatch patch;
    /** Whether its hooks are on. A patch that only has callbacks for the object counts as patched too. */
    private boolean patched;
    /** Whether {@code prePatch} has succeeded and {@code postUnpatch} has not run since. */
    private boolean prepared;

    PatchedObject(ObjectPatch patch) {
        this.patch = patch;
    }

    String name() {
        return patch.object();
    }

    boolean patched() {
        return patched;
    }

    void patched(boolean now) {
        patched = now;
    }

    Optional<Errno> prePatch(ObjectState state) {
        Optional<Errno> error = patch.callbacks().prePatch(state);
        prepared = error.isEmpty();
        return error;
    }

    void postPatch(ObjectState state) {
        patch.callbacks().postPatch(state);
    }

    void preUnpatch(ObjectState state) {
        patch.callbacks().preUnpatch(state);
    }

    void postUnpatch(ObjectState state) {
        if (prepared) {
            patch.callbacks().postUnpatch(state);
        }
        prepared = false;
    }
}
