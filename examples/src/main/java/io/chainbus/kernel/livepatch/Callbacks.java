package io.chainbus.kernel.livepatch;

import io.chainbus.kernel.module.Errno;
import java.util.Optional;

/**
 * What a livepatch runs of its own around the patching of one object (Documentation/livepatch/callbacks.rst). Called
 * with livepatch's lock held: they must not block, nor call livepatch.
 */
public interface Callbacks {

    /** Callbacks that do nothing. */
    Callbacks NONE = new Callbacks() {};

    /** Before the object is patched; an error keeps it from being patched. */
    default Optional<Errno> prePatch(ObjectState object) {
        return Optional.empty();
    }

    /** When the object is patched and no task runs the old code any more. */
    default void postPatch(ObjectState object) {}

    /** Before the object is unpatched. */
    default void preUnpatch(ObjectState object) {}

    /** When the object is unpatched; only if {@code prePatch} had succeeded. */
    default void postUnpatch(ObjectState object) {}
}
