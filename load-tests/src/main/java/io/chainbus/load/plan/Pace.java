package io.chainbus.load.plan;

/** What decides when events are published. */
public sealed interface Pace {

    /** How much when. */
    Profile profile();

    /**
     * Open loop: events come when they come, whether earlier ones have ended or not, as those of independent users do.
     *
     * @param profile events a second
     */
    record Open(Profile profile, Schedule.Arrivals arrivals) implements Pace {}

    /**
     * Closed loop: so many are in flight, and the next is published when one has ended. Shows what the bus can do at most,
     * and says little of latency: a bus that stalls is not asked anything meanwhile.
     *
     * @param profile events in flight
     */
    record Closed(Profile profile) implements Pace {}
}
