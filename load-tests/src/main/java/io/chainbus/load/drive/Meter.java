package io.chainbus.load.drive;

import io.chainbus.load.figures.Latency;
import io.chainbus.load.plan.Mix;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;
import org.jspecify.annotations.Nullable;

/**
 * Where receipts are put down. Any thread records; threads are spread over stripes by their ids, each with recorders of
 * its own, so that they seldom meet, and are right where they do. One thread takes out.
 */
final class Meter {

    private static final int MOST_STRIPES = 16;

    private final Stripe[] stripes;
    private final int mask;
    private final LongAdder visits = new LongAdder();
    private final LongAdder vetoedInWarmUp = new LongAdder();
    private final LongAdder vetoed = new LongAdder();
    private final LongAdder refusedInWarmUp = new LongAdder();
    private final LongAdder refused = new LongAdder();

    /** What the threads of one stripe record into. */
    private static final class Stripe {
        private final Slot warmUp = new Slot();
        private final Slot acquire = new Slot();
        private final Slot notify = new Slot();
        private final Slot release = new Slot();

        Slot measured(Mix.Step step) {
            return switch (step) {
                case ACQUIRE -> acquire;
                case NOTIFY -> notify;
                case RELEASE -> release;
            };
        }
    }

    /** A recorder, and the histogram that it does not use now. */
    private static final class Slot {
        private final Recorder recorder = new Recorder(Latency.LONGEST, Latency.DIGITS);
        private @Nullable Histogram spare;

        void takeInto(Histogram sum) {
            Histogram taken = recorder.getIntervalHistogram(spare);
            Gathered.addTo(sum, taken);
            spare = taken;
        }
    }

    /** For about as many threads as can run at once. */
    Meter(int processors) {
        int count = Math.min(MOST_STRIPES, Integer.highestOneBit(2 * Math.max(1, processors) - 1) * 2);
        mask = count - 1;
        stripes = new Stripe[count];
        for (int index = 0; index < count; index++) {
            stripes[index] = new Stripe();
        }
    }

    /** A walk has ended. */
    void putEnded(Mix.Step step, boolean warmUp, long nanos, int visitCount, boolean veto) {
        Stripe stripe = stripes[(int) Thread.currentThread().getId() & mask];
        Slot slot = warmUp ? stripe.warmUp : stripe.measured(step);
        slot.recorder.recordValue(Math.min(Math.max(0, nanos), Latency.LONGEST));
        visits.add(visitCount);
        if (veto) {
            (warmUp ? vetoedInWarmUp : vetoed).increment();
        }
    }

    void putRefused(boolean warmUp) {
        (warmUp ? refusedInWarmUp : refused).increment();
    }

    /** Moves the latencies so far there. */
    void takeInto(Gathered gathered) {
        for (Stripe stripe : stripes) {
            stripe.warmUp.takeInto(gathered.warmUp);
            for (Mix.Step step : Mix.Step.values()) {
                stripe.measured(step).takeInto(gathered.measured(step));
            }
        }
    }

    long visits() {
        return visits.sum();
    }

    long vetoed(boolean warmUp) {
        return (warmUp ? vetoedInWarmUp : vetoed).sum();
    }

    long refused(boolean warmUp) {
        return (warmUp ? refusedInWarmUp : refused).sum();
    }
}
