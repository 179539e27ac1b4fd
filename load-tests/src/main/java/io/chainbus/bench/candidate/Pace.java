package io.chainbus.bench.candidate;

/** When events are due. */
public interface Pace {

    /** No more events. */
    long ENDED = Long.MIN_VALUE;

    /** Waits until the next event is due, and says since when it is, in nanoseconds of {@link System#nanoTime()}. */
    long awaitNext();
}
