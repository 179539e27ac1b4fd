package io.chainbus.load.drive;

import io.chainbus.load.figures.Interval;
import io.chainbus.load.figures.Latency;
import io.chainbus.load.plan.Mix;
import io.chainbus.load.plan.Profile;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * Takes what the meter has gathered, a little at a time, and makes intervals of it. Single-threaded.
 *
 * <p>Ended events are counted by their latencies, so that an interval's count and its percentiles are of the same events.
 */
final class Sampler {

    private final Meter meter;
    private final List<Lane> lanes;
    private final Profile profile;
    private final Gathered lately = new Gathered();
    private final Gathered interval = new Gathered();
    private final Gathered whole = new Gathered();
    private final Mark tick = new Mark();
    private final Mark boundary = new Mark();

    /** Where one of the two kinds of times began. */
    private static final class Mark {
        private final Vitals vitals = new Vitals();
        private long at;
        private long visits;
    }

    Sampler(Meter meter, List<Lane> lanes, Profile profile) {
        this.meter = meter;
        this.lanes = lanes;
        this.profile = profile;
    }

    /** What happened since the last tick. */
    Interval tick(long at) {
        lately.reset();
        meter.takeInto(lately);
        interval.add(lately);
        whole.add(lately);
        return since(tick, at, lately);
    }

    /** What happened since the last boundary, as far as ticks have taken it. */
    Interval cut(long at) {
        return since(boundary, at, interval);
    }

    private Interval since(Mark mark, long at, Gathered gathered) {
        Latency latency = gathered.all();
        long visits = meter.visits();
        Interval made = new Interval(
                mark.at,
                at,
                latency.count(),
                visits - mark.visits,
                Interval.Spread.of(latency),
                inFlight(),
                // Levels jump between ramps: what was aimed at before the end, not after it.
                profile.level(Math.max(0, at - 1)),
                mark.vitals.heapBytes(),
                Math.min(mark.vitals.gcNanosSince(), at - mark.at),
                mark.vitals.processorsSince());
        mark.at = at;
        mark.visits = visits;
        return made;
    }

    /** What the interval measured, to be read before {@link #reset}. */
    Map<Mix.Step, Histogram> measured() {
        return interval.measured();
    }

    /** The next interval begins empty. */
    void reset() {
        interval.reset();
    }

    /** All that was gathered so far. */
    Gathered whole() {
        return whole;
    }

    /** How many are in flight; while events come and go rather fewer than there are, never more. */
    long inFlight() {
        // Answers last: of those that have been published by now, no more can be open than have not been answered by
        // then.
        long published = lanes.stream()
                .mapToLong(lane -> lane.published(true) + lane.published(false))
                .sum();
        return Math.max(0, published - lanes.stream().mapToLong(Lane::answered).sum());
    }
}
