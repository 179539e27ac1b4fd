package io.chainbus.load.drive;

import io.chainbus.Chain;
import io.chainbus.coordinator.ChainProtocol.Registered;
import io.chainbus.coordinator.ChainProtocol.Unregistered;
import io.chainbus.load.figures.Latency;
import io.chainbus.load.figures.Moves;
import io.chainbus.load.plan.Profile;
import io.chainbus.load.plan.Schedule;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Recorder;
import org.jspecify.annotations.Nullable;

/**
 * Has subscribers leave and come back, one after the other in turns, so many a second: an open loop of its own, whose
 * leaves count from when they were due. Those who are on their way are not asked again.
 */
final class Churn implements Runnable {

    private static final long NAP_NANOS = 10_000_000;

    private final Chain<Event> chain;
    private final Crowd crowd;
    private final Schedule schedule;
    private final Timeline timeline;
    private final BlockingQueue<Integer> here = new LinkedBlockingQueue<>();
    private final int everybody;
    private final Recorder joins = new Recorder(Latency.LONGEST, Latency.DIGITS);
    private final Recorder leaves = new Recorder(Latency.LONGEST, Latency.DIGITS);
    private final LongAdder refused = new LongAdder();

    Churn(Chain<Event> chain, Crowd crowd, int subscribers, double rate, Timeline timeline) {
        this.chain = chain;
        this.crowd = crowd;
        this.timeline = timeline;
        this.everybody = subscribers;
        this.schedule = new Schedule(
                rate == 0 ? Profile.none() : Profile.steady(rate, timeline.wholeNanos()),
                Schedule.Arrivals.EVEN,
                0,
                1,
                new SplittableRandom(0));
        for (int number = 0; number < subscribers; number++) {
            here.add(number);
        }
    }

    @Override
    public void run() {
        try {
            for (long due = schedule.next(); due != Schedule.NONE; due = schedule.next()) {
                Integer who = awaitTurn(due);
                if (who == null) {
                    return;
                }
                move(who, timeline.origin() + due);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Who is to leave when it is time; nobody when the run is over. */
    private @Nullable Integer awaitTurn(long due) throws InterruptedException {
        long now = System.nanoTime();
        while (!timeline.isOver(now)) {
            long early = due - timeline.at(now);
            if (early > 0) {
                TimeUnit.NANOSECONDS.sleep(Math.min(early, NAP_NANOS));
            } else {
                Integer who = here.poll(NAP_NANOS, TimeUnit.NANOSECONDS);
                if (who != null) {
                    return who;
                }
            }
            now = System.nanoTime();
        }
        return null;
    }

    private void move(int who, long due) {
        chain.unregister(Crowd.id(who)).whenComplete((left, failure) -> {
            long since = System.nanoTime();
            put(leaves, since - due, left instanceof Unregistered);
            chain.register(crowd.subscriber(who)).whenComplete((joined, refusal) -> {
                put(joins, System.nanoTime() - since, joined instanceof Registered);
                here.add(who);
            });
        });
    }

    private void put(Recorder recorder, long nanos, boolean done) {
        if (done) {
            recorder.recordValue(Math.min(nanos, Latency.LONGEST));
        } else {
            refused.increment();
        }
    }

    /** Whether everybody is back. */
    boolean isOver() {
        return here.size() == everybody;
    }

    Moves moves() {
        return new Moves(
                refused.sum(), Latency.of(joins.getIntervalHistogram()), Latency.of(leaves.getIntervalHistogram()));
    }
}
