package io.chainbus.bench.trial;

import java.io.Serializable;
import java.util.List;

/**
 * What one trial found.
 *
 * @param deliveriesPerSecond events that were delivered to all, times subscribers
 * @param bytesPerDelivery allocated by all threads, divided by deliveries
 * @param latency of single events on an idle bus, or of all events where they came at a fixed rate
 * @param faults what was not delivered as promised; nothing in a trial that counts
 */
public record Sample(double deliveriesPerSecond, double bytesPerDelivery, Latency latency, List<String> faults)
        implements Serializable {

    /** In nanoseconds. */
    public record Latency(double p50, double p99, double p999, double highest) implements Serializable {}

    /** The median of its latencies, in nanoseconds. */
    public double p50() {
        return latency.p50();
    }

    /** The latency that one of a hundred exceeds, in nanoseconds. */
    public double p99() {
        return latency.p99();
    }

    /** Nothing was measured. */
    public static Sample failed(List<String> faults) {
        return new Sample(0, 0, new Latency(0, 0, 0, 0), faults);
    }

    /** Whether everything was delivered as promised. */
    public boolean sound() {
        return faults.isEmpty();
    }
}
