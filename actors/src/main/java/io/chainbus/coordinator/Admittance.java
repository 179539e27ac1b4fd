package io.chainbus.coordinator;

import io.chainbus.walk.PublishRefusal;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Whether a chain takes one more event, decided at once on the publisher's own thread (promise P10). Thread-safe.
 *
 * <p>Invariant: {@link #open} counts the events that were let in and have not been let out, and never exceeds the limit
 * by more than the publishers that are being refused at this moment.
 */
final class Admittance {

    private final String chain;
    private final int limit;
    private final AtomicInteger open = new AtomicInteger();
    private final LongAdder refused = new LongAdder();
    private volatile boolean closing;

    Admittance(String chain, int limit) {
        this.chain = chain;
        this.limit = limit;
    }

    /** Lets an event in, which must be let out when it has ended; or says why not. */
    @Nullable
    PublishRefusal enter() {
        if (closing) {
            refused.increment();
            return new PublishRefusal.Closing(chain);
        }
        if (open.incrementAndGet() > limit) {
            open.decrementAndGet();
            refused.increment();
            return new PublishRefusal.Overloaded(chain, limit);
        }
        return null;
    }

    /** An event that was let in has ended. */
    void leave() {
        open.decrementAndGet();
    }

    /** So many events that were let in have ended. */
    void leave(int events) {
        open.addAndGet(-events);
    }

    /** Lets nobody in any more. */
    void close() {
        closing = true;
    }

    boolean closing() {
        return closing;
    }

    /** An event that was let in and found the chain closing when it was looked at. */
    void turnAway() {
        refused.increment();
        leave();
    }

    /** How many events were not let in, or turned away. */
    long refused() {
        return refused.sum();
    }

    int open() {
        return open.get();
    }
}
