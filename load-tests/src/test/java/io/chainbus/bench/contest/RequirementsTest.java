package io.chainbus.bench.contest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.chainbus.bench.candidate.Candidate;
import io.chainbus.bench.trial.Cell;
import java.util.List;
import org.junit.jupiter.api.Test;

class RequirementsTest {

    @Test
    void a_requirement_that_holds_and_one_that_does_not_are_told_apart() {
        List<Requirement> found = measured(new Figures()
                .with(Candidate.CHAINBUS, Cell.plain(8), 400, 20, 15)
                .with(Candidate.RING, Cell.plain(8), 100, 20, 10)
                .with(Candidate.GUAVA, Cell.plain(8), 400, 20, 10)
                .with(Candidate.REACTOR, Cell.plain(8), 801, 20, 10));
        assertThat(found)
                .extracting(
                        Requirement::what,
                        Requirement::broken,
                        requirement -> requirement.bound().toString())
                .containsExactly(
                        tuple("throughput / ring, 8 subscribers", false, "at least 4"),
                        tuple("single event p50 / lap of the ring, 8 subscribers", false, "at most 1.5"),
                        tuple("throughput / guava, 8 subscribers", true, "above 1"),
                        tuple("throughput / reactor, 8 subscribers", true, "at least 0.5"));
    }

    @Test
    void more_publishers_are_compared_with_one() {
        assertThat(measured(new Figures()
                        .with(Candidate.CHAINBUS, Cell.plain(8), 100, 1, 1)
                        .with(Candidate.CHAINBUS, Cell.fullSpeed(8, 2, 0), 80, 1, 1)
                        .with(Candidate.CHAINBUS, Cell.fullSpeed(8, 4, 0), 79, 1, 1)))
                .extracting(Requirement::broken)
                .containsExactly(false, true);
    }

    @Test
    void handlers_that_work_are_compared_with_a_loop_on_one_core() {
        assertThat(measured(new Figures()
                        .with(Candidate.CHAINBUS, Cell.fullSpeed(8, 1, 10), 17, 1, 1)
                        .with(Candidate.LOOP, Cell.fullSpeed(8, 1, 10), 10, 1, 1)))
                .singleElement()
                .matches(requirement -> !requirement.broken());
    }

    @Test
    void what_was_not_measured_is_not_broken() {
        assertThat(Requirements.of(new Figures().results()))
                .hasSize(33)
                .noneMatch(Requirement::broken)
                .allMatch(requirement -> requirement.found().isEmpty());
    }

    private static List<Requirement> measured(Figures figures) {
        return Requirements.of(figures.results()).stream()
                .filter(requirement -> requirement.found().isPresent())
                .toList();
    }
}
