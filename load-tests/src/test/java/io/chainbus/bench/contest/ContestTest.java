package io.chainbus.bench.contest;

import static org.assertj.core.api.Assertions.assertThat;

import io.chainbus.bench.candidate.Candidate;
import io.chainbus.bench.trial.Cell;
import io.chainbus.bench.trial.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ContestTest {

    @Test
    void candidates_take_turns_and_each_round_begins_with_another() {
        Run chainbus = new Run(Candidate.CHAINBUS, Cell.plain(1));
        Run ring = new Run(Candidate.RING, Cell.plain(1));
        Run loop = new Run(Candidate.LOOP, Cell.plain(1));
        List<Run> measured = new ArrayList<>();
        List<Boolean> firsts = new ArrayList<>();
        AtomicInteger steps = new AtomicInteger();
        Results results = Contest.run(
                new Plan(List.of(List.of(chainbus, ring, loop))),
                new Effort(2, Effort.QUICK.timing()),
                (candidate, cell, timing, first) -> {
                    measured.add(new Run(candidate, cell));
                    firsts.add(first);
                    return new Sample(measured.size(), 0, new Sample.Latency(0, 0, 0, 0), List.of());
                },
                steps::incrementAndGet);
        assertThat(measured).containsExactly(chainbus, ring, loop, ring, loop, chainbus);
        assertThat(firsts).containsExactly(true, true, true, false, false, false);
        assertThat(steps).hasValue(6);
        // Of the same round all the same: 1 and 6 of chainbus, 3 and 5 of the loop.
        assertThat(results.ratio(chainbus, loop, Sample::deliveriesPerSecond))
                .contains(Median.of(List.of(1 / 3.0, 6 / 5.0)));
    }
}
