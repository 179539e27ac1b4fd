package io.chainbus.load;

import io.chainbus.cli.TerminalProgress;
import io.chainbus.load.drive.Witness;
import io.chainbus.load.figures.Interval;
import io.chainbus.load.output.IntervalLog;
import io.chainbus.load.plan.Mix;
import io.chainbus.report.Quantity;
import java.time.Duration;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** Tells how a load goes while it does: in the progress line and in the log of intervals. */
final class Telling implements Witness {

    private final TerminalProgress progress;
    private final IntervalLog log;

    Telling(TerminalProgress progress, IntervalLog log) {
        this.progress = progress;
        this.log = log;
    }

    @Override
    public void ticked(Interval lately) {
        progress.reach(Duration.ofNanos(lately.to()), line(lately));
    }

    /** Throughput, latency and what is in flight, in no more than 69 characters: a terminal may have 80. */
    static String line(Interval lately) {
        return "%s/s, p50 %s, p99 %s, p99.9 %s, %s in flight"
                .formatted(
                        Quantity.NUMBER.text(Math.rint(lately.throughput())),
                        Quantity.DURATION.text(lately.latency().p50()),
                        Quantity.DURATION.text(lately.latency().p99()),
                        Quantity.DURATION.text(lately.latency().p999()),
                        Quantity.NUMBER.text((double) lately.inFlight()));
    }

    @Override
    public void measured(long from, long to, Map<Mix.Step, Histogram> latency) {
        log.interval(from, to, latency);
    }
}
