package io.chainbus.torture.plan;

/** The kinds of trouble that a run makes, each with a rate of its own. */
public enum Chaos {
    /** A handler vetoes; of 1000 visits. */
    VETO(12),
    /** A handler handles the event: the walk stops; of 1000 visits. */
    STOP(12),
    /** A handler throws, or its stage fails; of 1000 visits. */
    THROW(8),
    /** A handler is still busy when its deadline passes, and answers afterwards; of 1000 visits. */
    HANG(1),
    /** An asynchronous handler does not answer before the round's end; of 10,000 visits. */
    NEVER(2),
    /** A subscriber's actor stops instead of answering; of 1000 visits of actors. */
    DEATH(16),
    /** A handler publishes without waiting; of 1000 visits. */
    PUBLISH_INSIDE(10),
    /** A handler registers somebody; of 1000 visits. */
    JOIN_INSIDE(1),
    /** A handler unregisters somebody, maybe itself; of 1000 visits. */
    LEAVE_INSIDE(1),
    /** A handler that answers later waits first for something that it publishes; of 1000 visits. */
    WAIT(8),
    /**
     * A subscriber is durable, and comes back when it has died or gone away; of 1000 subscribers. Usually none: what is held
     * by whom cannot be told then without the lines {@code away} and {@code resumed}, which a reader of histories from
     * elsewhere may not know.
     */
    DURABLE(0),
    /** A key is published without regard for what is up; of 1000 of the publishers' steps. */
    CARELESS(150),
    /** More is published at once than a chain takes; of 1000 of the publishers' steps. */
    BURST(2),
    /** A subscriber joins, leaves, goes away or is killed; so many of each in a round, on each chain. */
    CHURN(30);

    private final int usual;

    Chaos(int usual) {
        this.usual = usual;
    }

    /** The rate where the user names none. */
    public int usual() {
        return usual;
    }
}
