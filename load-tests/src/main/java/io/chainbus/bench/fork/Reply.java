package io.chainbus.bench.fork;

import io.chainbus.bench.trial.Sample;
import java.io.Serializable;

/** What a worker answers. */
sealed interface Reply extends Serializable {

    record Calibrated(double unitsPerMicrosecond) implements Reply {}

    record Measured(Sample sample) implements Reply {}

    /** It could not be done. */
    record Broken(String why) implements Reply {}
}
