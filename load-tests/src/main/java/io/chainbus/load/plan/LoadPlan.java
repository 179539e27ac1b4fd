package io.chainbus.load.plan;

import java.util.SplittableRandom;

/**
 * All that a load is.
 *
 * @param pace what decides when events are published, in the time that is measured
 * @param warmUpNanos for so long before that the load runs at its highest level and is not measured
 * @param publishers threads, each with keys of its own
 * @param keys at least one for each publisher
 * @param vetoes which part of acquires is vetoed, by one of the subscribers
 * @param churn how many subscribers leave and join again, a second
 * @param handlerTime how long handlers take
 * @param work how they spend it
 */
public record LoadPlan(
        Pace pace,
        long warmUpNanos,
        int publishers,
        int subscribers,
        int keys,
        Mix mix,
        double vetoes,
        double churn,
        HandlerTime handlerTime,
        Work work,
        long seed) {

    /** How handlers spend their time. */
    public enum Work {
        /** At work, on their thread. */
        BUSY,
        /** Elsewhere: they answer later, and hold no thread meanwhile. */
        ASYNC
    }

    /** With the warm-up before it; it begins when the run does. */
    public Profile wholeProfile() {
        Profile measured = pace.profile();
        return warmUpNanos == 0
                ? measured
                : Profile.steady(measured.peak(), warmUpNanos).andThen(measured);
    }

    /** How many keys a publisher has to itself. */
    public int keysOf(int publisher) {
        return keys / publishers + (publisher < keys % publishers ? 1 : 0);
    }

    /** How many of those in flight are a publisher's own. */
    public int inFlightOf(int publisher, double level) {
        int all = (int) Math.round(level);
        return all / publishers + (publisher < all % publishers ? 1 : 0);
    }

    /** When a publisher publishes in an open loop. */
    public Schedule scheduleOf(Pace.Open open, int publisher) {
        return new Schedule(wholeProfile(), open.arrivals(), publisher, publishers, random("arrivals", publisher));
    }

    /** Chance, of its own for everyone who needs any, and the same each time. */
    public SplittableRandom random(String purpose, int number) {
        return new SplittableRandom(seed * 31 + purpose.hashCode() * 1_000_003L + number);
    }
}
