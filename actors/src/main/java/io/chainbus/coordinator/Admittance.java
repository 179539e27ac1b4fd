package io.chainbus.coordinator;

import io.chainbus.walk.PublishRefusal;
import java.util.concurrent.atomic.AtomicInteger;
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
    private volatile boolean closing;

    Admittance(String chain, int limit) {
        this.chain = chain;
        this.limit = limit;
    }

    /** Lets an event in, which must be let out when it has ended; or says why not. */
    @Nullable
    PublishRefusal enter() {
        if (closing) {
            return new PublishRefusal.Closing(chain);
        }
        if (open.incrementAndGet() > limit) {
            open.decrementAndGet();
            return new PublishRefusal.Overloaded(chain, limit);
        }
        return null;
    }

    /** An event that was let in has ended. */
    void leave() {
        open.decrementAndGet();
    }

    /** Lets nobody in any more. */
    void close() {
        closing = true;
    }

    boolean closing() {
        return closing;
    }

    int open() {
        return open.get();
    }
}
