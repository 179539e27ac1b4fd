package io.chainbus.bench.fork;

import io.chainbus.bench.candidate.Candidate;
import io.chainbus.bench.contest.Measuring;
import io.chainbus.bench.trial.Cell;
import io.chainbus.bench.trial.Sample;
import io.chainbus.bench.trial.Timing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A JVM for each candidate, started when it is first measured and kept for the rest of the run: compiled for this
 * candidate alone, and idle while others are measured. One that breaks is replaced when its turn comes again.
 */
public final class Workers implements Measuring, AutoCloseable {

    /** What a trial takes beside its measurements: to set up, to wait for what got lost, to take down. */
    private static final Duration MARGIN = Duration.ofSeconds(90);

    private final Map<Candidate, Worker> workers = new HashMap<>();
    private double unitsPerMicrosecond;

    @Override
    public Sample measure(Candidate candidate, Cell cell, Timing timing, boolean first) {
        boolean fresh = !workers.containsKey(candidate);
        Worker worker = workers.computeIfAbsent(candidate, Workers::start);
        if (cell.handlerMicros() > 0 && unitsPerMicrosecond == 0) {
            // Once for all, so that all candidates' handlers do the same.
            Reply calibrated = worker.ask(new Request.Calibrate(), MARGIN);
            if (!(calibrated instanceof Reply.Calibrated found)) {
                return broken(candidate, calibrated);
            }
            unitsPerMicrosecond = found.unitsPerMicrosecond();
        }
        Timing spent = fresh ? timing.ofFreshJvm() : timing;
        Reply reply = worker.ask(
                new Request.Measure(cell, spent, first || fresh, unitsPerMicrosecond),
                spent.total().plus(MARGIN));
        return reply instanceof Reply.Measured measured ? measured.sample() : broken(candidate, reply);
    }

    private static Worker start(Candidate candidate) {
        try {
            return Worker.start(candidate);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private Sample broken(Candidate candidate, Reply reply) {
        Worker worker = workers.remove(candidate);
        if (worker != null) {
            worker.close();
        }
        String why = reply instanceof Reply.Broken broken ? broken.why() : "an answer to something else";
        return Sample.failed(List.of(why));
    }

    @Override
    public void close() {
        workers.values().forEach(Worker::close);
        workers.clear();
    }
}
