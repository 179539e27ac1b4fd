package io.chainbus.bench.contest;

import io.chainbus.bench.candidate.Candidate;
import io.chainbus.bench.contest.Requirement.Bound;
import io.chainbus.bench.trial.Cell;
import io.chainbus.bench.trial.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** What must hold of Chainbus beside the others, on two cores, with all promises on. */
public final class Requirements {

    private static final List<Candidate> OUTRUN = List.of(
            Candidate.GUAVA,
            Candidate.MBASSADOR,
            Candidate.SPRING,
            Candidate.GREENROBOT,
            Candidate.EVENTSTREAM,
            Candidate.TOPIC,
            Candidate.VERTX,
            Candidate.SUBMISSION_PUBLISHER,
            Candidate.DISRUPTOR_STAGED);
    /** They promise almost nothing. */
    private static final List<Candidate> NEARED = List.of(Candidate.REACTOR, Candidate.DISRUPTOR_LOOP);

    private final Results results;
    private final List<Requirement> requirements = new ArrayList<>();

    private Requirements(Results results) {
        this.results = results;
    }

    /** All of them, with what was found. */
    public static List<Requirement> of(Results results) {
        Requirements all = new Requirements(results);
        all.besideTheRing();
        all.besidePeers();
        all.withWork();
        all.alone();
        return List.copyOf(all.requirements);
    }

    private void besideTheRing() {
        throughput(Cell.plain(1), Candidate.RING, new Bound.AtLeast(2));
        throughput(Cell.plain(8), Candidate.RING, new Bound.AtLeast(4));
        throughput(Cell.plain(64), Candidate.RING, new Bound.AtLeast(7));
        for (int subscribers : List.of(1, 8, 64)) {
            Cell cell = Cell.plain(subscribers);
            add(
                    "single event p50 / lap of the ring, " + cell,
                    new Run(Candidate.CHAINBUS, cell),
                    new Run(Candidate.RING, cell),
                    Sample::p50,
                    new Bound.AtMost(1.5));
        }
    }

    private void besidePeers() {
        for (Cell cell : List.of(Cell.plain(8), Cell.plain(64))) {
            OUTRUN.forEach(peer -> throughput(cell, peer, new Bound.Above(1)));
            NEARED.forEach(peer -> throughput(cell, peer, new Bound.AtLeast(0.5)));
        }
    }

    private void withWork() {
        for (int micros : List.of(1, 10)) {
            throughput(Cell.fullSpeed(8, 1, micros), Candidate.LOOP, new Bound.AtLeast(1.7));
        }
    }

    private void alone() {
        Cell one = Cell.plain(8);
        for (int publishers : List.of(2, 4)) {
            Cell several = Cell.fullSpeed(8, publishers, 0);
            add(
                    "throughput, " + several + " / 1 publisher",
                    new Run(Candidate.CHAINBUS, several),
                    new Run(Candidate.CHAINBUS, one),
                    Sample::deliveriesPerSecond,
                    new Bound.AtLeast(0.8));
        }
        Cell large = Cell.plain(64);
        requirements.add(Requirement.of(
                "bytes allocated a delivery, " + large,
                results.median(new Run(Candidate.CHAINBUS, large), Sample::bytesPerDelivery),
                new Bound.AtMost(20)));
    }

    private void throughput(Cell cell, Candidate peer, Bound bound) {
        add(
                "throughput / " + peer + ", " + cell,
                new Run(Candidate.CHAINBUS, cell),
                new Run(peer, cell),
                Sample::deliveriesPerSecond,
                bound);
    }

    private void add(String what, Run above, Run below, ToDoubleFunction<Sample> figure, Bound bound) {
        requirements.add(Requirement.of(what, results.ratio(above, below, figure), bound));
    }
}
