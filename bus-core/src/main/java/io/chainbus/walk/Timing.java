package io.chainbus.walk;

import java.time.Duration;

/** When a visit took place, where timing is on. */
public sealed interface Timing {

    /** Timing was off. */
    static Timing off() {
        return Off.INSTANCE;
    }

    static Timing of(long from, long to) {
        return new Span(from, to);
    }

    /** Timing was off. */
    enum Off implements Timing {
        INSTANCE
    }

    /**
     * Taken by the subscriber's own actor around the call of its handler, in nanoseconds on this process's monotonic
     * clock ({@link System#nanoTime()}).
     *
     * @param from when the handler was called
     * @param to when its verdict was there
     */
    record Span(long from, long to) implements Timing {
        public Duration took() {
            return Duration.ofNanos(to - from);
        }
    }
}
