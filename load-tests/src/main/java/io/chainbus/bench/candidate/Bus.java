package io.chainbus.bench.candidate;

import io.chainbus.bench.event.Completion;

/**
 * A candidate with its subscribers, ready to deliver. Made for one trial, used by one thread, and closed after it: no
 * thread of it runs on.
 */
public interface Bus extends AutoCloseable {

    /** Publishes until told to stop, as fast as it can; when this returns all that was published has been delivered. */
    void flow(Until until);

    /** Publishes single events, each when the one before is over. */
    void lap(Laps laps);

    /** Publishes when events are due, and tells when each is over. */
    void pace(Pace pace, Completion completion);

    @Override
    void close();
}
