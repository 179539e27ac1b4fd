package io.chainbus.bench.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.chainbus.bench.candidate.Actors;
import io.chainbus.bench.candidate.Candidate;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Each candidate delivers what it should, for a moment: every event to every subscriber, in the order that it promises. */
class CandidatesTest {

    static final List<Candidate> ALL = Candidate.ALL;

    private static final Duration MOMENT = Duration.ofMillis(2);
    private static final Timing TIMING = new Timing(MOMENT, MOMENT, MOMENT, MOMENT);
    private static final Actors ACTORS = new Actors();

    @AfterAll
    static void stop() {
        ACTORS.close();
    }

    @ParameterizedTest
    @FieldSource("ALL")
    void it_delivers(Candidate candidate) {
        Sample sample = run(candidate, Cell.plain(9));
        assertThat(sample.faults()).isEmpty();
        assertThat(sample.deliveriesPerSecond()).isPositive();
        assertThat(sample.bytesPerDelivery()).isNotNegative();
        assertThat(sample.p50()).isPositive();
        assertThat(sample.p99()).isGreaterThanOrEqualTo(sample.p50());
    }

    @ParameterizedTest
    @FieldSource("ALL")
    void it_delivers_to_one(Candidate candidate) {
        assertThat(run(candidate, Cell.plain(1)).faults()).isEmpty();
    }

    @ParameterizedTest
    @FieldSource("ALL")
    void it_delivers_what_several_publish_and_handlers_work_on(Candidate candidate) {
        assertThat(run(candidate, Cell.fullSpeed(3, 3, 1)).faults()).isEmpty();
    }

    @ParameterizedTest
    @FieldSource("ALL")
    void it_delivers_what_comes_at_a_fixed_rate_and_says_when_that_is_over(Candidate candidate) {
        Sample sample = run(candidate, Cell.paced(3, 20_000));
        assertThat(sample.faults()).isEmpty();
        assertThat(sample.latency().highest()).isGreaterThanOrEqualTo(sample.p50());
    }

    private static Sample run(Candidate candidate, Cell cell) {
        return Trial.run(candidate, cell, TIMING, true, 1, ACTORS);
    }
}
