package io.chainbus.kernel.livepatch;

import io.chainbus.kernel.module.KernelLog;
import io.chainbus.kernel.task.Tasks;

/**
 * One patch's way from one state to the other, as the log tells it (kernel/livepatch/transition.c). It ends when no task
 * is inside code that is to be left. Guarded by livepatch's lock.
 */
final class Transition {

    /** Where a transition leads. */
    enum Target {
        PATCHED("patching"),
        UNPATCHED("unpatching");

        private final String verb;

        Target(String verb) {
            this.verb = verb;
        }

        private Target opposite() {
            return this == PATCHED ? UNPATCHED : PATCHED;
        }
    }

    private final PatchInForce patch;
    private final KernelLog log;
    private Target target;

    /** Begins one. */
    Transition(PatchInForce patch, Target target, KernelLog log) {
        this.patch = patch;
        this.log = log;
        this.target = target;
        say("initializing " + target.verb + " transition");
    }

    PatchInForce patch() {
        return patch;
    }

    Target target() {
        return target;
    }

    void start() {
        patch.onItsWayOut(target == Target.UNPATCHED);
        say("starting " + target.verb + " transition");
        patch.enabled(target == Target.PATCHED);
    }

    void reverse() {
        say("reversing transition from " + target.verb + " to " + target.opposite().verb);
        target = target.opposite();
        start();
    }

    /** Enabling has failed: from here on it is an unpatching. */
    void cancel() {
        say("canceling patching transition, going to unpatch");
        target = Target.UNPATCHED;
    }

    /** Whether some task is inside code that is to be left: that of the patch, or what the patch is to replace. */
    boolean stalledBy(Tasks tasks) {
        return tasks.anyInside(
                stay -> patch.diverts(stay.site()) && stay.by().equals(patch.name()) == (target == Target.UNPATCHED));
    }

    void completing() {
        say("completing " + target.verb + " transition");
    }

    void complete() {
        say(target.verb + " complete");
    }

    private void say(String what) {
        log.line("livepatch: '" + patch.name() + "': " + what);
    }
}
