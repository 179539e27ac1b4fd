package io.chainbus.bench.candidate;

/**
 * A publisher's way into a bus: at most so many of its events are on their way at once. Used by one thread.
 */
interface Lane {

    /** Publishes the next event, when there is room for it. */
    void publish(long due);

    /** Publishes the next event, of which nobody asks when it was due. */
    default void publish() {
        publish(0);
    }

    /** Waits until all that was published has been delivered. */
    void drain();
}
