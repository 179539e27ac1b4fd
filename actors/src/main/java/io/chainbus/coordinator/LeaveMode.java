package io.chainbus.coordinator;

/** How a subscriber leaves a chain (promise P7). */
public enum LeaveMode {
    /** It is visited no more, and whatever it holds it holds no more without being told. */
    AT_ONCE,
    /**
     * It is told first to let go of what it holds: the release of each key, the newest first, each behind the walks of
     * its key that are under way. Meanwhile it takes on nothing new, and the releases of the keys that it still holds wait.
     */
    TEARDOWN,
    /**
     * It goes away and comes back, if it is durable: its place and its holds are kept for {@code chainbus.rejoin-window},
     * and its policy answers for it meanwhile. From inside a handler of its own this may be asked for, but not waited for.
     */
    FOR_A_WHILE
}
