package io.chainbus.bench.contest;

import io.chainbus.bench.candidate.Candidate;
import io.chainbus.bench.trial.Cell;
import io.chainbus.bench.trial.Sample;
import io.chainbus.bench.trial.Timing;

/** Measures a candidate once. */
@FunctionalInterface
public interface Measuring {

    /**
     * Measures it.
     *
     * @param first whether the candidate has not been measured in this cell before
     */
    Sample measure(Candidate candidate, Cell cell, Timing timing, boolean first);
}
