package io.chainbus.walk;

/** Why a subscriber is visited. */
public enum Cause {
    /** The event was published. */
    FORWARD,
    /** Somebody vetoed what this subscriber had accepted. */
    UNDO,
    /** The subscriber joined late and is told what is up. */
    REPLAY,
    /** The subscriber leaves and lets go of what it holds. */
    TEARDOWN
}
