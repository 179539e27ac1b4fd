package io.chainbus.transit;

/**
 * When a subscriber that works on a train passes on what it has finished: after its budget. A look at the clock costs
 * more than a short visit, so a subscriber that has been quick for long looks only after several visits, and one that
 * was slow after each. Single-threaded.
 *
 * <p>So what a slow visit holds back is held back by the budget and that visit; where a handler that has always been
 * quick turns slow for several walks of one train, by up to {@value #LONGEST_STRIDE} of its visits, once.
 */
final class Pace {

    /** Visits between two looks, at the most. */
    static final int LONGEST_STRIDE = 16;

    /** Looks in a row that must find it quick before it takes longer strides. */
    private static final int CALM_LOOKS = 8;

    /** As much of the budget may a stride take, on the way to longer ones. */
    private static final int FRACTION = 32;

    private final long budgetNanos;
    private final long calmNanos;

    private int stride = 1;
    private int calm;
    private long started;
    private long looked;

    Pace(long budgetNanos) {
        this.budgetNanos = budgetNanos;
        this.calmNanos = budgetNanos / FRACTION;
    }

    /** It begins to work on a train, or goes on with what is left of one. */
    void start(long now) {
        started = now;
        looked = now;
    }

    /** How many visits to do before it is time to look at the clock and to ask whether it is {@link #over}. */
    int stride() {
        return stride;
    }

    /** Whether the budget is used up. */
    boolean over(long now) {
        if (now - looked > calmNanos) {
            stride = 1;
            calm = 0;
        } else if (stride < LONGEST_STRIDE && ++calm >= CALM_LOOKS) {
            stride *= 2;
            calm = 0;
        }
        looked = now;
        return now - started >= budgetNanos;
    }
}
