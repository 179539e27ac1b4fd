package io.chainbus.verdict;

/** Where a verdict came from (promise P9): from the handler, or from the subscriber's policy in its place. */
public enum Source {
    /** The handler gave it. */
    HANDLER,
    /** The handler threw. */
    THROW,
    /** The handler exceeded its deadline. */
    DEADLINE,
    /** The subscriber's actor stopped while its handler was at it. */
    DEATH,
    /** The handler was not called, since an earlier call has still not returned. */
    STUCK
}
