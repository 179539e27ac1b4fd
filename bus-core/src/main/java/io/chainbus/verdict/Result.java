package io.chainbus.verdict;

import io.chainbus.event.Phase;
import io.chainbus.event.Role;

/** What a verdict comes to in the visit in which it was given. */
public enum Result {
    /** Not the subscriber's concern. */
    DONE,
    /** Accepted. */
    OK,
    /** Accepted, and the walk ends here. */
    STOP,
    /** Refused: the walk ends here and is undone. */
    VETO,
    /** A veto where nothing can be vetoed: recorded, and the walk goes on. */
    FAILED;

    /** Whether a hold is made by it, given that the visit was a forward visit of an acquire. */
    public boolean accepts() {
        return this == OK || this == STOP;
    }

    /** What {@code verdict} comes to in a forward, replay or teardown visit of {@code phase}. */
    public static Result ofVisit(Phase phase, Verdict verdict) {
        if (verdict instanceof Verdict.Ok) {
            return OK;
        }
        if (verdict instanceof Verdict.Done) {
            return DONE;
        }
        if (verdict instanceof Verdict.Stop) {
            return phase.role() == Role.RELEASE ? OK : STOP;
        }
        return phase.vetoable() ? VETO : FAILED;
    }

    /** What {@code verdict} comes to in an undo visit: nothing can be vetoed, and a stop counts as an ok. */
    public static Result ofUndo(Verdict verdict) {
        if (verdict instanceof Verdict.Veto) {
            return FAILED;
        }
        return verdict instanceof Verdict.Done ? DONE : OK;
    }

    /** What an observer's verdict comes to: nothing, except that a failure is recorded. */
    public static Result ofObserver(Verdict verdict) {
        return verdict instanceof Verdict.Veto ? FAILED : DONE;
    }
}
