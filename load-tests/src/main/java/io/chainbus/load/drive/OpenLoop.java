package io.chainbus.load.drive;

import io.chainbus.load.figures.Latency;
import io.chainbus.load.plan.Schedule;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * A publisher that publishes when its schedule says so, whatever came of earlier events; its own thread's. Where it is
 * late it publishes what is due at once, and each event's latency counts from when it was due. What it has not got to of
 * the warm-up when that is over is left out, so that the measured time begins with no debts.
 */
final class OpenLoop implements Runnable {

    /** What sleeping may take longer than asked for: the rest is waited for awake. */
    private static final long COARSE_NANOS = 150_000;

    private static final long NAP_NANOS = 10_000_000;

    private final Lane lane;
    private final Schedule schedule;
    private final Timeline timeline;
    private final Histogram lag = Latency.empty();
    private long missed;

    OpenLoop(Lane lane, Schedule schedule, Timeline timeline) {
        this.lane = lane;
        this.schedule = schedule;
        this.timeline = timeline;
    }

    @Override
    public void run() {
        long due = schedule.next();
        long now = System.nanoTime();
        while (due != Schedule.NONE && !timeline.isOver(now)) {
            long early = due - timeline.at(now);
            if (early > 0) {
                await(early);
            } else if (due < timeline.warmUpNanos() && timeline.at(now) >= timeline.warmUpNanos()) {
                due = firstMeasured();
            } else {
                lane.publish(timeline.origin() + due);
                if (due >= timeline.warmUpNanos()) {
                    lag.recordValue(Math.min(-early, Latency.LONGEST));
                }
                due = schedule.next();
            }
            now = System.nanoTime();
        }
        if (due < timeline.warmUpNanos()) {
            due = firstMeasured();
        }
        long end = Math.min(timeline.at(now), timeline.wholeNanos());
        missed = due < end ? 1 + schedule.skipUntil(end) : 0;
    }

    private long firstMeasured() {
        schedule.skipUntil(timeline.warmUpNanos());
        return schedule.next();
    }

    @SuppressWarnings("ThreadPriorityCheck") // whoever has work is to have the processor; nothing depends on it
    private static void await(long nanos) {
        if (nanos > COARSE_NANOS) {
            LockSupport.parkNanos(Math.min(nanos - COARSE_NANOS, NAP_NANOS));
        } else {
            Thread.yield();
        }
    }

    /** How late it was, to be read when it has ended. */
    Histogram lag() {
        return lag;
    }

    /** How many of those to be measured were due before the end and not published. */
    long missed() {
        return missed;
    }
}
