package io.chainbus.bench.trial;

import java.io.Serializable;
import java.time.Duration;

/**
 * How long each part of a trial takes.
 *
 * @param firstWarmUp before the first measurement of a cell, when code has yet to be compiled
 * @param warmUp before each later one
 * @param measurement of throughput and allocation
 * @param laps of single events, after half as much warm-up
 */
public record Timing(Duration firstWarmUp, Duration warmUp, Duration measurement, Duration laps)
        implements Serializable {

    /** Of a first warm-up no more of it is needed. */
    private static final Duration ENOUGH = Duration.ofMillis(1500);

    private static final int MEASUREMENTS = 10;

    /** For a JVM that has just started, and has yet to load and to compile all of it: a longer first warm-up. */
    public Timing ofFreshJvm() {
        Duration many = measurement.multipliedBy(MEASUREMENTS);
        Duration wanted = many.compareTo(ENOUGH) < 0 ? many : ENOUGH;
        return firstWarmUp.compareTo(wanted) < 0 ? new Timing(wanted, warmUp, measurement, laps) : this;
    }

    /** What a trial takes, apart from setting up and taking down. */
    public Duration total() {
        return firstWarmUp.multipliedBy(2).plus(measurement).plus(laps);
    }
}
