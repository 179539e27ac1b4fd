package io.chainbus.bench.contest;

import static org.assertj.core.api.Assertions.assertThat;

import io.chainbus.bench.candidate.Candidate;
import io.chainbus.bench.trial.Cell;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanTest {

    @Test
    void without_a_wish_everything_is_measured_that_must_hold() {
        Figures figures = new Figures();
        for (List<Run> leg : Plan.usual(Candidate.ALL).legs()) {
            leg.forEach(run -> figures.with(run.candidate(), run.cell(), 1, 1, 1));
        }
        assertThat(Requirements.of(figures.results()))
                .isNotEmpty()
                .allMatch(requirement -> requirement.found().isPresent());
    }

    @Test
    void all_candidates_are_measured_at_each_usual_size() {
        List<Run> all =
                Plan.usual(Candidate.ALL).legs().stream().flatMap(List::stream).toList();
        for (int size : List.of(1, 8, 64)) {
            assertThat(all)
                    .containsAll(Candidate.ALL.stream()
                            .map(candidate -> new Run(candidate, Cell.plain(size)))
                            .toList());
        }
        assertThat(all).doesNotHaveDuplicates();
        assertThat(Plan.usual(Candidate.ALL).trials()).isEqualTo(all.size());
    }

    @Test
    void only_the_chosen_are_measured() {
        Plan plan = Plan.usual(List.of(Candidate.GUAVA));
        assertThat(plan.legs().stream().flatMap(List::stream).map(Run::candidate))
                .containsOnly(Candidate.GUAVA);
        assertThat(plan.trials()).isEqualTo(3);
    }

    @Test
    void a_wish_is_every_combination() {
        Plan plan =
                Plan.all(List.of(Candidate.LOOP, Candidate.RING), List.of(1, 2), List.of(1, 4), List.of(0, 5), 1000);
        assertThat(plan.trials()).isEqualTo(2 * (2 * 2 * 2 + 2));
        assertThat(plan.legs().get(1))
                .contains(
                        new Run(Candidate.RING, Cell.fullSpeed(2, 4, 5)), new Run(Candidate.LOOP, Cell.paced(2, 1000)));
    }
}
