package io.chainbus.explain;

import io.chainbus.event.Direction;
import io.chainbus.event.Phase;

/** Which ways walks go. */
public enum Ways {
    /** The phase's own direction, and the opposite for its undo: what a chain does. */
    BOTH,
    /** Everything goes DESCENDING, the undo too, as on a kernel's notifier chains; only to compare with. */
    FORWARD_ONLY;

    /** The way of a walk of that phase. */
    public Direction heading(Phase phase) {
        return this == BOTH ? phase.direction() : Direction.DESCENDING;
    }

    /** The way of its undo. */
    public Direction undoing(Phase phase) {
        return this == BOTH ? phase.direction().opposite() : Direction.DESCENDING;
    }
}
