package io.chainbus.load.plan;

import io.chainbus.load.plan.Profile.Ramp;
import java.util.SplittableRandom;

/**
 * When one of several publishers is to publish: the times at which its events are meant to start, in their order, whatever
 * comes of earlier ones. Latencies are measured from these, so that a bus that stalls pays for those that had to wait.
 *
 * <p>Events come as the integral of the profile grows by 1: evenly, each publisher taking its turn; or at random, as a
 * Poisson process whose rate is the profile. Single-threaded.
 */
public final class Schedule {

    /** There are no more. */
    public static final long NONE = Long.MAX_VALUE;

    /** How events follow each other. */
    public enum Arrivals {
        /** At equal distances, while the rate is steady. */
        EVEN,
        /** Independently of each other, like calls of many who do not know each other. */
        POISSON
    }

    /** Sums of fractions may be a little above the whole number that they are. */
    private static final double ROUNDING = 1e-6;

    private final Profile profile;
    private final Arrivals arrivals;
    private final int publishers;
    private final SplittableRandom random;

    private int ramp;
    /** When the ramp began, and how many had come by then. */
    private long begun;

    private double before;

    /** How many come before the next one. */
    private double due;

    /**
     * Of one publisher.
     *
     * @param publisher from 0
     * @param random used where they come at random only
     */
    public Schedule(Profile profile, Arrivals arrivals, int publisher, int publishers, SplittableRandom random) {
        this.profile = profile;
        this.arrivals = arrivals;
        this.publishers = publishers;
        this.random = random;
        this.due = arrivals == Arrivals.EVEN ? publisher : gap();
    }

    /** When the next one is to start, in nanoseconds since the profile's start; or {@link #NONE}. */
    public long next() {
        while (ramp < profile.ramps().size()) {
            Ramp now = profile.ramps().get(ramp);
            double within = due - before;
            if (within < now.total()) {
                due += arrivals == Arrivals.EVEN ? publishers : gap();
                return begun + (long) now.timeOf(within);
            }
            before += now.total();
            begun += now.nanos();
            ramp++;
        }
        return NONE;
    }

    /**
     * Leaves out those that would come before that time, in nanoseconds since the profile's start.
     *
     * @return how many; of those that come at random as many as are to be expected
     */
    public long skipUntil(long at) {
        double until = profile.countUntil(at);
        if (due >= until) {
            return 0;
        }
        double left = (until - due) / publishers;
        if (arrivals == Arrivals.POISSON) {
            due = until + gap(); // which knows nothing of what was before
            return Math.round(left);
        }
        long skipped = (long) Math.ceil(left - ROUNDING);
        due += (double) skipped * publishers;
        return skipped;
    }

    private double gap() {
        return -Math.log(1 - random.nextDouble()) * publishers;
    }
}
