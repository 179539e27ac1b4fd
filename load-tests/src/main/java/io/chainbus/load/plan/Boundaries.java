package io.chainbus.load.plan;

/**
 * Where a run is cut into intervals, whose figures stand side by side: at the end of the warm-up, so that none is of both,
 * and about a hundred times after it.
 *
 * @param warmUp when the warm-up ends, in nanoseconds since the start
 * @param end when all ends
 * @param interval how long an interval is, the last one before a boundary being shorter
 */
public record Boundaries(long warmUp, long end, long interval) {

    private static final long SHORTEST = 100_000_000;
    private static final int WANTED = 100;
    private static final long[] ROUND = {1, 2, 5, 10};

    /** With a round interval, no shorter than 100 ms. */
    public static Boundaries of(long warmUp, long measured) {
        return new Boundaries(warmUp, warmUp + measured, round(measured / WANTED));
    }

    private static long round(long nanos) {
        for (long decade = SHORTEST; ; decade *= 10) {
            for (long step : ROUND) {
                if (step * decade >= nanos) {
                    return step * decade;
                }
            }
        }
    }

    /** The first boundary after that time; the end for all that is later. */
    public long after(long at) {
        long origin = at < warmUp ? 0 : warmUp;
        long next = origin + ((at - origin) / interval + 1) * interval;
        return Math.min(next, at < warmUp ? warmUp : end);
    }
}
