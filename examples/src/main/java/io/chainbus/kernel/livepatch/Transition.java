package io.chainbus.kernel.livepatch;

import io.chainbus.kernel.module.KernelLog;

/** One patch's way from one state to the other, as the log tells it (kernel/livepatch/transition.c). */
final class Transition {

    /** Where a transition leads. */
    enum Target {
        PATCHED("patching"),
        UNPATCHED("unpatching");

        private final String verb;

        Target(String verb) {
            this.verb = verb;
        }
    }

    private final String patch;
    private final KernelLog log;
    private Target target = Target.PATCHED;

    Transition(String patch, KernelLog log) {
        this.patch = patch;
        this.log = log;
    }

    void initialize(Target towards) {
        target = towards;
        say("initializing " + target.verb + " transition");
    }

    void start() {
        say("starting " + target.verb + " transition");
    }

    /** Enabling has failed: from here on it is an unpatching. */
    void cancel() {
        say("canceling patching transition, going to unpatch");
        target = Target.UNPATCHED;
    }

    void completing() {
        say("completing " + target.verb + " transition");
    }

    void complete() {
        say(target.verb + " complete");
    }

    private void say(String what) {
        log.line("livepatch: '" + patch + "': " + what);
    }
}
