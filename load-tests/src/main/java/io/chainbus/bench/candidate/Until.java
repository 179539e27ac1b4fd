package io.chainbus.bench.candidate;

/** When to stop publishing. Thread-safe. */
@FunctionalInterface
public interface Until {

    boolean over();

    /** So long from now. */
    static Until nanosFromNow(long nanos) {
        long end = System.nanoTime() + nanos;
        return () -> System.nanoTime() - end >= 0;
    }
}
