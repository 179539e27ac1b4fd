package io.chainbus.transit;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Sees to it that one at a time is inside of a subscriber: its own actor, which deals with a message, or whoever comes by
 * with a train. Who comes by and finds somebody inside goes to the actor's mailbox; the actor, when it does, leaves what
 * it has for later, and whoever is inside wakes it when it goes. Nobody waits at a door.
 *
 * <pre>
 *              tryEnter            knock
 *     FREE ──────────────► INSIDE ───────► WANTED
 *       ▲       leave        │     leave     │ (wakes the actor)
 *       └────────────────────┴───────────────┘          any ── close ──► CLOSED
 * </pre>
 *
 * <p>What was done inside is visible to who enters next.
 */
final class Door {

    private static final int FREE = 0;
    private static final int INSIDE = 1;
    /** Somebody is inside, and the actor waits to be woken. */
    private static final int WANTED = 2;

    private static final int CLOSED = 3;

    private final AtomicInteger state = new AtomicInteger();

    /** Enters if nobody is inside. */
    boolean tryEnter() {
        return state.get() == FREE && state.compareAndSet(FREE, INSIDE);
    }

    /**
     * The actor enters.
     *
     * @return false if somebody is inside: that one's {@link #leave} says yes
     */
    boolean knock() {
        while (true) {
            if (tryEnter()) {
                return true;
            }
            int now = state.get();
            if (now == WANTED || now == CLOSED || (now == INSIDE && state.compareAndSet(INSIDE, WANTED))) {
                return false;
            }
        }
    }

    /** Leaves; whether the actor is to be woken. */
    boolean leave() {
        if (state.compareAndSet(INSIDE, FREE)) {
            return false;
        }
        return state.compareAndSet(WANTED, FREE);
    }

    /** Nobody enters any more. Who is inside stays until it leaves. */
    void close() {
        state.set(CLOSED);
    }
}
