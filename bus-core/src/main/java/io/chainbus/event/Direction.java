package io.chainbus.event;

/** Which way a walk goes through the chain (promise P1). It belongs to the phase, never to the call site. */
public enum Direction {
    /** From the first place to the last: high priority first. */
    DESCENDING,
    /** The exact mirror: from the last place to the first. */
    ASCENDING;

    /** The other way round. */
    public Direction opposite() {
        return this == DESCENDING ? ASCENDING : DESCENDING;
    }
}
