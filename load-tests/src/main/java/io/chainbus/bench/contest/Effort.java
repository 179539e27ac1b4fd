package io.chainbus.bench.contest;

import io.chainbus.bench.trial.Timing;
import java.time.Duration;

/**
 * How much time is spent.
 *
 * @param rounds how often each candidate is measured in each cell
 * @param timing of one of them
 */
public record Effort(int rounds, Timing timing) {

    /** For figures to be relied on. */
    public static final Effort USUAL = new Effort(5, timing(Duration.ofSeconds(1)));

    /** For a look: all candidates in three minutes. */
    public static final Effort QUICK = new Effort(3, timing(Duration.ofMillis(150)));

    /** With measurements that take so long, and what belongs to them in proportion. */
    public static Timing timing(Duration measurement) {
        return new Timing(measurement.multipliedBy(2), measurement.dividedBy(3), measurement, measurement.dividedBy(4));
    }
}
