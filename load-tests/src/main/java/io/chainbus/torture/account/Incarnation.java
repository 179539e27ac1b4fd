package io.chainbus.torture.account;

import java.util.concurrent.atomic.AtomicLong;

/** One stay of a subscriber on a chain: who comes back under the same id is another. Thread-safe. */
public final class Incarnation {

    private static final long NOT_YET = Long.MAX_VALUE;

    private final String chain;
    private final String id;
    private final boolean observer;
    private final AtomicLong joined = new AtomicLong(NOT_YET);
    private final AtomicLong left = new AtomicLong(NOT_YET);

    Incarnation(String chain, String id, boolean observer) {
        this.chain = chain;
        this.id = id;
        this.observer = observer;
    }

    public String chain() {
        return chain;
    }

    public String id() {
        return id;
    }

    boolean observer() {
        return observer;
    }

    /** Its registration was acknowledged at that moment of the log. */
    void joined(long at) {
        joined.set(at);
    }

    boolean joinedBefore(long at) {
        return joined.get() < at;
    }

    /** By that moment of the log it had left for certain; the earliest counts. */
    void leftBy(long at) {
        left.accumulateAndGet(at, Math::min);
    }

    long left() {
        return left.get();
    }
}
