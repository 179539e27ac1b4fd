package io.chainbus.load.drive;

import io.chainbus.load.figures.Interval;
import io.chainbus.load.plan.Mix;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** Is told how a run goes, on the thread that runs it: who takes long holds up the figures, not the load. */
public interface Witness {

    /**
     * A little time has passed.
     *
     * @param lately what happened in it
     */
    void ticked(Interval lately);

    /**
     * An interval is over; the last one is that in which what was left came to its end, and has no {@link #ticked}.
     *
     * @param from nanoseconds since the start of the run
     * @param latency of the measured events that ended in it, by step; valid until this returns
     */
    void measured(long from, long to, Map<Mix.Step, Histogram> latency);
}
