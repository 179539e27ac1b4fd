package io.chainbus.bench.contest;

import io.chainbus.bench.candidate.Candidate;
import io.chainbus.bench.trial.Cell;
import io.chainbus.bench.trial.Sample;
import java.util.List;

/** Results that were not measured. */
public final class Figures {

    private final Results results = new Results();

    /** A round in which the candidate did so. */
    public Figures with(Candidate candidate, Cell cell, double deliveries, double bytes, double p50) {
        results.add(
                new Run(candidate, cell),
                new Sample(deliveries, bytes, new Sample.Latency(p50, 2 * p50, 3 * p50, 4 * p50), List.of()));
        return this;
    }

    /** A round in which the candidate was caught. */
    public Figures unsound(Candidate candidate, Cell cell, String... faults) {
        results.add(new Run(candidate, cell), Sample.failed(List.of(faults)));
        return this;
    }

    public Results results() {
        return results;
    }
}
