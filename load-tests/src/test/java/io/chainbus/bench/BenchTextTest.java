package io.chainbus.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.chainbus.bench.candidate.Candidate;
import io.chainbus.bench.contest.Effort;
import io.chainbus.bench.contest.Figures;
import io.chainbus.bench.contest.Requirements;
import io.chainbus.bench.contest.Results;
import io.chainbus.bench.trial.Cell;
import java.util.List;
import org.junit.jupiter.api.Test;

class BenchTextTest {

    @Test
    void ratios_come_first_then_what_each_does_not_do_and_what_must_hold_then_figures() {
        List<String> lines = lines(new Figures()
                .with(Candidate.CHAINBUS, Cell.plain(8), 40e6, 12, 2000)
                .with(Candidate.RING, Cell.plain(8), 20e6, 57, 1000)
                .with(Candidate.SPRING, Cell.plain(8), 10e6, 32, 200)
                .results());
        assertThat(lines)
                .containsSubsequence(
                        "Throughput of chainbus / that of",
                        "  subscribers                    8",
                        "  ring                        2.00",
                        "  spring                      4.00",
                        "What each does beside delivering, and what it does not (wired: by the code that calls, nobody can join)",
                        "  spring                 yes              no         caller's thread    no",
                        "What must hold of chainbus",
                        "  NO  throughput / ring, 8 subscribers                           2.00 (2.00 to 2.00)        at least 4",
                        "  yes throughput / spring, 8 subscribers                         4.00 (4.00 to 4.00)        above 1",
                        "Million deliveries a second",
                        "  chainbus                    40.0",
                        "Bytes allocated a delivery",
                        "  ring                        57.0");
    }

    @Test
    void columns_are_named_by_what_differs() {
        assertThat(lines(new Figures()
                        .with(Candidate.CHAINBUS, Cell.plain(8), 4e6, 1, 1)
                        .with(Candidate.CHAINBUS, Cell.fullSpeed(8, 2, 10), 2e6, 1, 1)
                        .with(Candidate.LOOP, Cell.plain(8), 1e9, 0, 1)
                        .results()))
                .containsSubsequence(
                        "  subscribers                    8         8",
                        "  publishers                     1         2",
                        "  us a handler                   0        10",
                        "  loop                       0.004         -");
    }

    @Test
    void runs_at_a_fixed_rate_have_their_own_table() {
        assertThat(lines(new Figures()
                        .with(Candidate.CHAINBUS, Cell.paced(8, 50_000), 1, 1, 1000)
                        .results()))
                .anyMatch(line -> line.matches(
                        "  chainbus +8 subscribers, 50000 events a second +1\\.00 +2\\.00 +3\\.00 +4\\.00"));
    }

    @Test
    void who_was_caught_is_named_and_has_no_figure() {
        assertThat(lines(new Figures()
                        .unsound(Candidate.RING, Cell.plain(8), "subscriber 3: lost one")
                        .results()))
                .containsSubsequence(
                        "  ring                           -",
                        "Not delivered as promised; these figures are left out",
                        "  ring, 8 subscribers: subscriber 3: lost one");
    }

    private static List<String> lines(Results results) {
        return BenchText.lines(results, Requirements.of(results), Effort.QUICK, new Conditions(0, 2));
    }
}
