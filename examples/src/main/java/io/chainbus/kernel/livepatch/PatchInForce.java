package io.chainbus.kernel.livepatch;

import io.chainbus.kernel.module.ModuleInstance;
import io.chainbus.kernel.task.Site;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A patch between the beginning of its enabling and the end of its disabling. Guarded by livepatch's lock, except for what
 * a task asks that enters a function.
 */
final class PatchInForce {

    private final Patch patch;
    private final ModuleInstance.Pin pin;
    private final List<PatchedObject> objects = new ArrayList<>();
    /** The objects at the end of the list that it does not name itself. */
    private final List<PatchedObject> takenOver = new ArrayList<>();
    /** What the file of that name under {@code /sys/kernel/livepatch} says: not so any more while it is unpatched. */
    private boolean enabled;

    private boolean pinned;
    private volatile boolean onItsWayOut;

    /** @param pin the livepatch module's own use count */
    PatchInForce(Patch patch, ModuleInstance.Pin pin) {
        this.patch = patch;
        this.pin = pin;
        patch.objects().forEach(object -> objects.add(PatchedObject.of(object)));
    }

    String name() {
        return patch.name();
    }

    boolean replaces() {
        return patch.replace();
    }

    /** Those that it names, in their order; then, while it takes over from others, those that only these name. */
    List<PatchedObject> objects() {
        return objects;
    }

    Optional<PatchedObject> object(String name) {
        return objects.stream().filter(object -> object.name().equals(name)).findFirst();
    }

    /** The object, if it is a module: a module that calls itself {@code vmlinux} is not the kernel. */
    Optional<PatchedObject> module(String name) {
        return object(name).filter(PatchedObject::isModule);
    }

    boolean diverts(Site site) {
        return object(site.object())
                .filter(object -> object.patched() && object.diverts(site.function()))
                .isPresent();
    }

    /** Gets ready to take over: whatever the older patches divert and this one does not goes back to the original. */
    void coverUp(List<PatchInForce> older) {
        for (PatchInForce old : older) {
            for (PatchedObject object : old.objects) {
                object(object.name()).orElseGet(() -> add(object.name())).addNops(object);
            }
        }
    }

    private PatchedObject add(String name) {
        PatchedObject object = PatchedObject.takenOver(name);
        objects.add(object);
        takenOver.add(object);
        return object;
    }

    /** It has taken over: what it needed for that goes. */
    void forgetNops() {
        objects.removeAll(takenOver);
        takenOver.clear();
        objects.forEach(PatchedObject::dropNops);
    }

    boolean enabled() {
        return enabled;
    }

    void enabled(boolean now) {
        enabled = now;
    }

    /** Whether tasks that enter a function pass it over. */
    boolean onItsWayOut() {
        return onItsWayOut;
    }

    void onItsWayOut(boolean now) {
        onItsWayOut = now;
    }

    /** Keeps the livepatch module from being unloaded. */
    void pin() {
        pin.take();
        pinned = true;
    }

    void unpin() {
        if (pinned) {
            pin.release();
        }
        pinned = false;
    }
}
