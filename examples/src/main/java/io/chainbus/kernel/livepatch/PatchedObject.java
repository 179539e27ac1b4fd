package io.chainbus.kernel.livepatch;

import io.chainbus.kernel.module.Errno;
import io.chainbus.kernel.task.Site;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One object of a patch that is in force, and how far it has got. Guarded by livepatch's lock. */
final class PatchedObject {

    private final String name;
    private final Callbacks callbacks;
    private final List<Diversion> diversions = new ArrayList<>();
    /** Whether its hooks are on. A patch that only has callbacks for the object counts as patched too. */
    private boolean patched;
    /** Whether {@code prePatch} has succeeded and {@code postUnpatch} has not run since. */
    private boolean prepared;

    private PatchedObject(String name, Callbacks callbacks) {
        this.name = name;
        this.callbacks = callbacks;
    }

    static PatchedObject of(ObjectPatch patch) {
        PatchedObject object = new PatchedObject(patch.object(), patch.callbacks());
        patch.functions().forEach(function -> object.diversions.add(new Diversion.Replacement(function)));
        return object;
    }

    /** One that the patch does not name, and those do that it takes over from. */
    static PatchedObject takenOver(String name) {
        return new PatchedObject(name, Callbacks.NONE);
    }

    String name() {
        return name;
    }

    boolean isModule() {
        return !name.equals(ObjectPatch.VMLINUX);
    }

    List<Diversion> diversions() {
        return diversions;
    }

    boolean diverts(String function) {
        return diversions.stream().anyMatch(diversion -> diversion.function().equals(function));
    }

    /** Leads back to the original what the older patch's object diverts and this one does not. */
    void addNops(PatchedObject older) {
        for (Diversion diversion : older.diversions) {
            if (!diverts(diversion.function())) {
                diversions.add(new Diversion.Nop(diversion.function()));
            }
        }
    }

    void dropNops() {
        diversions.removeIf(diversion -> diversion instanceof Diversion.Nop);
    }

    Site site(Diversion diversion) {
        return new Site(name, diversion.function());
    }

    boolean patched() {
        return patched;
    }

    void patched(boolean now) {
        patched = now;
    }

    Optional<Errno> prePatch(ObjectState state) {
        Optional<Errno> error = callbacks.prePatch(state);
        prepared = error.isEmpty();
        return error;
    }

    void postPatch(ObjectState state) {
        callbacks.postPatch(state);
    }

    void preUnpatch(ObjectState state) {
        callbacks.preUnpatch(state);
    }

    void postUnpatch(ObjectState state) {
        if (prepared) {
            callbacks.postUnpatch(state);
        }
        prepared = false;
    }
}
