package io.chainbus.bench.trial;

import io.chainbus.bench.candidate.Pace;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Events at the same distance from each other, for some time. Who is late is not spared: the next is due all the same. */
final class FixedPace implements Pace {

    /** What a thread that parks oversleeps by; nearer to its time it only yields. */
    private static final long OVERSLEEP_NANOS = 200_000;

    private final double nanosBetween;
    private final long count;
    private final long start = System.nanoTime();
    private long next;

    FixedPace(int rate, long nanos) {
        this.nanosBetween = TimeUnit.SECONDS.toNanos(1) / (double) rate;
        this.count = Math.max(1, Math.round(nanos / nanosBetween));
    }

    long count() {
        return count;
    }

    @SuppressWarnings("ThreadPriorityCheck") // on few cores others have to run meanwhile
    @Override
    public long awaitNext() {
        if (next == count) {
            return ENDED;
        }
        long due = start + Math.round(next++ * nanosBetween);
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            if (left > OVERSLEEP_NANOS) {
                LockSupport.parkNanos(left - OVERSLEEP_NANOS);
            } else {
                Thread.yield();
            }
        }
        return due;
    }
}
