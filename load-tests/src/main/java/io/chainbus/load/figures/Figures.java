package io.chainbus.load.figures;

import io.chainbus.load.plan.LoadPlan;
import io.chainbus.load.plan.Mix;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * What came of a load. Latencies are of the events that were meant to start after the warm-up, whenever they ended: those
 * that were still open when the time was over were waited for. Throughput is of what ended in the measured time.
 *
 * @param measuredNanos how long was measured: less than planned where it was ended early
 * @param early whether somebody ended it early
 * @param missed events that were due in the measured time and were not published in it: the publishers did not keep up
 * @param ended in the measured time
 * @param visits in the measured time, by receipts
 * @param latency of each kind of event
 * @param lag how late publishers were: from the intended start to the publish, in an open loop
 * @param warmUp what became of the warm-up's events
 * @param measured what became of the others
 * @param calls as both sides counted them
 * @param intervals of the whole run, the warm-up's first
 */
public record Figures(
        LoadPlan plan,
        long measuredNanos,
        boolean early,
        long missed,
        long ended,
        long visits,
        Map<Mix.Step, Latency> latency,
        Latency lag,
        Accounts warmUp,
        Accounts measured,
        Visits calls,
        Moves moves,
        List<Interval> intervals) {

    public Figures {
        latency = Map.copyOf(latency);
        intervals = List.copyOf(intervals);
    }

    /** Of all events. */
    public Latency all() {
        Histogram all = Latency.empty();
        latency.values().forEach(one -> all.add(one.histogram()));
        return Latency.of(all);
    }

    /** Events a second; not a number if nothing was measured. */
    public double throughput() {
        return measuredNanos == 0 ? Double.NaN : ended / (measuredNanos / 1e9);
    }

    /** Visits a second; not a number if nothing was measured. */
    public double deliveries() {
        return measuredNanos == 0 ? Double.NaN : visits / (measuredNanos / 1e9);
    }

    /** Where what the bus says and what was counted independently of it disagree, a line each; and what failed. */
    public List<String> disagreements() {
        List<String> lines = new ArrayList<>();
        Accounts all = warmUp.plus(measured);
        if (all.unanswered() != 0) {
            lines.add("%,d published, but %,d ended + %,d refused + %,d failed: %,d have no receipt"
                    .formatted(all.published(), all.ended(), all.refused(), all.failed(), all.unanswered()));
        }
        if (all.failed() != 0) {
            lines.add("%,d publishes failed with an exception".formatted(all.failed()));
        }
        if (calls.byReceipts() != calls.byHandlers()) {
            lines.add("receipts tell of %,d visits, handlers were called %,d times"
                    .formatted(calls.byReceipts(), calls.byHandlers()));
        }
        if (calls.vetoesByReceipts() != calls.vetoesByHandlers()) {
            lines.add("receipts tell of %,d vetoes, handlers gave %,d"
                    .formatted(calls.vetoesByReceipts(), calls.vetoesByHandlers()));
        }
        if (moves.refused() != 0) {
            lines.add("%,d joins or leaves were refused, or not answered".formatted(moves.refused()));
        }
        return lines;
    }
}
