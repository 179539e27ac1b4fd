package io.chainbus.torture.account;

import java.util.concurrent.atomic.AtomicLong;

/** One stay of a subscriber on a chain: who comes back under the same id is another. Thread-safe. */
public final class Incarnation {

    private static final long NOT_YET = Long.MAX_VALUE;

    private final String chain;
    private final String id;
    private final boolean observer;
    private final AtomicLong joined = new AtomicLong(NOT_YET);
    private Left left = new Left(NOT_YET, false);

    /** When, and whether a handler that had not answered in time was still running then. */
    private record Left(long at, boolean running) {}

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

    /**
     * By that moment of the log it had left for certain; the earliest counts.
     *
     * @param running whether a handler of it that had not answered in time had still not returned
     */
    synchronized void leftBy(long at, boolean running) {
        if (at < left.at()) {
            left = new Left(at, running);
        }
    }

    synchronized long left() {
        return left.at();
    }

    synchronized boolean leftRunning() {
        return left.running();
    }
}
