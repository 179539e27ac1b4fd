package io.chainbus.bench.contest;

import static org.assertj.core.api.Assertions.assertThat;

import io.chainbus.bench.candidate.Candidate;
import io.chainbus.bench.trial.Cell;
import io.chainbus.bench.trial.Sample;
import org.junit.jupiter.api.Test;

class ResultsTest {

    private static final Cell CELL = Cell.plain(8);
    private static final Run CHAINBUS = new Run(Candidate.CHAINBUS, CELL);
    private static final Run RING = new Run(Candidate.RING, CELL);

    @Test
    void a_ratio_is_of_the_same_round() {
        Results results = new Figures()
                .with(Candidate.CHAINBUS, CELL, 400, 1, 1)
                .with(Candidate.RING, CELL, 100, 1, 1)
                // In this round the machine had other things to do.
                .with(Candidate.CHAINBUS, CELL, 40, 1, 1)
                .with(Candidate.RING, CELL, 10, 1, 1)
                .with(Candidate.CHAINBUS, CELL, 500, 1, 1)
                .with(Candidate.RING, CELL, 100, 1, 1)
                .results();
        assertThat(results.ratio(CHAINBUS, RING, Sample::deliveriesPerSecond)).contains(new Median(4, 4, 5));
        assertThat(results.median(RING, Sample::deliveriesPerSecond)).contains(new Median(100, 10, 100));
    }

    @Test
    void there_is_nothing_to_say_of_what_was_not_measured() {
        Results results = new Figures().with(Candidate.RING, CELL, 100, 1, 1).results();
        assertThat(results.median(CHAINBUS, Sample::deliveriesPerSecond)).isEmpty();
        assertThat(results.ratio(CHAINBUS, RING, Sample::deliveriesPerSecond)).isEmpty();
        assertThat(results.ratio(RING, CHAINBUS, Sample::deliveriesPerSecond)).isEmpty();
    }

    @Test
    void one_round_that_was_not_sound_spoils_the_run() {
        Results results = new Figures()
                .with(Candidate.CHAINBUS, CELL, 400, 1, 1)
                .with(Candidate.RING, CELL, 100, 1, 1)
                .unsound(Candidate.RING, CELL, "lost one", "lost another")
                .results();
        assertThat(results.median(RING, Sample::deliveriesPerSecond)).isEmpty();
        assertThat(results.ratio(CHAINBUS, RING, Sample::deliveriesPerSecond)).isEmpty();
        assertThat(results.faults()).containsExactly("ring, 8 subscribers: lost one (and 1 more)");
    }
}
