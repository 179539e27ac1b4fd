package io.chainbus.bench.event;

/**
 * What a subscriber does with an event, the same for all candidates: counts it, holds it against the order that was
 * promised, and works as long as it is to work. Its cost is that of a few instructions, so that what is measured is the
 * delivery.
 *
 * <p>Called by one thread at a time for the events of one publisher.
 */
public final class Receiver {

    private final int index;
    private final int outward;
    private final int homeward;
    private final boolean placed;
    private final int slack;
    private final boolean sequenced;
    private final long work;
    private final Tally[] tallies;

    Receiver(int index, int subscribers, int publishers, Expectation expectation, long work) {
        this.index = index;
        this.outward = expectation.place(index, subscribers);
        this.homeward = expectation.place(subscribers - 1, subscribers) - outward;
        this.placed = expectation.order() != Order.NONE;
        this.slack = expectation.order() == Order.EXACT ? 0 : 1;
        this.sequenced = expectation.sequenced();
        this.work = work;
        this.tallies = new Tally[publishers];
        for (int lane = 0; lane < publishers; lane++) {
            tallies[lane] = new Tally();
        }
    }

    /** Its place among the subscribers, from 0: the first that an event on its way out is to visit. */
    public int index() {
        return index;
    }

    /** The event has been delivered. */
    public void receive(Event event) {
        long number = event.number();
        Tally tally = tallies[event.lane()];
        if (placed && !event.reach(event.homeward() ? homeward : outward, slack)) {
            tally.noteMisplaced();
        }
        if (sequenced && !tally.follows(number)) {
            tally.noteMisplaced();
        }
        if (work != 0) {
            Work.spend(work);
        }
        // In this order: with the count the publisher may use the event again, and with its end too.
        event.had();
        tally.note(number);
    }

    Tally tally(int lane) {
        return tallies[lane];
    }
}
