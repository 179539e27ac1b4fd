package io.chainbus.bench.fork;

import io.chainbus.bench.trial.Cell;
import io.chainbus.bench.trial.Timing;
import java.io.Serializable;

/** What a worker is asked for. */
sealed interface Request extends Serializable {

    /** How much work makes a microsecond. */
    record Calibrate() implements Request {}

    /**
     * A trial of the worker's candidate.
     *
     * @param first whether it is the first of its cell
     */
    record Measure(Cell cell, Timing timing, boolean first, double unitsPerMicrosecond) implements Request {}
}
