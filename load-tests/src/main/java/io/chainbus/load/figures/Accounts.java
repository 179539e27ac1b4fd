package io.chainbus.load.figures;

/**
 * What became of events: each that was published has ended, was refused, failed or has not been answered.
 *
 * @param published given to the bus
 * @param ended came to an end by a walk: completed, stopped or vetoed
 * @param vetoed of those that ended
 * @param refused by the bus, with a type: it was over its limit, or the key was up already
 * @param failed without a receipt, with an exception
 */
public record Accounts(long published, long ended, long vetoed, long refused, long failed) {

    /** Those of two times together. */
    public Accounts plus(Accounts other) {
        return new Accounts(
                published + other.published,
                ended + other.ended,
                vetoed + other.vetoed,
                refused + other.refused,
                failed + other.failed);
    }

    /** For which nothing has come. */
    public long unanswered() {
        return published - ended - refused - failed;
    }

    /** Whatever did not end by a walk. */
    public long errors() {
        return published - ended;
    }
}
