package io.chainbus.load.figures;

/**
 * What happened between two boundaries.
 *
 * @param from nanoseconds since the start of the run, warm-up included
 * @param ended events that came to an end
 * @param visits of handlers, by receipts
 * @param latency of the events that came to an end
 * @param inFlight events published and not ended, at the end
 * @param target what the profile aimed at, at the end: events a second, or in flight
 * @param heapBytes in use at the end
 * @param gcNanos spent on collecting garbage
 * @param processors how many the process used, in the mean; not a number where that is not known
 */
public record Interval(
        long from,
        long to,
        long ended,
        long visits,
        Spread latency,
        long inFlight,
        double target,
        long heapBytes,
        long gcNanos,
        double processors) {

    /** Percentiles in nanoseconds, not a number where nothing ended. */
    public record Spread(double p50, double p90, double p99, double p999, double max) {

        public static Spread of(Latency latency) {
            return new Spread(
                    latency.percentile(50),
                    latency.percentile(90),
                    latency.percentile(99),
                    latency.percentile(99.9),
                    latency.max());
        }
    }

    public double seconds() {
        return (to - from) / 1e9;
    }

    public double throughput() {
        return ended / seconds();
    }

    public double deliveries() {
        return visits / seconds();
    }
}
