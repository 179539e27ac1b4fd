package io.chainbus.bench.fork;

import static org.assertj.core.api.Assertions.assertThat;

import io.chainbus.bench.candidate.Candidate;
import io.chainbus.bench.trial.Cell;
import io.chainbus.bench.trial.Sample;
import io.chainbus.bench.trial.Timing;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorkerTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration MOMENT = Duration.ofMillis(1);

    @Test
    void a_jvm_of_its_own_measures_one_trial_after_the_other() {
        try (Workers workers = new Workers()) {
            Timing timing = new Timing(MOMENT, MOMENT, MOMENT, MOMENT);
            Sample first = workers.measure(Candidate.LOOP, Cell.fullSpeed(2, 1, 1), timing, true);
            Sample second = workers.measure(Candidate.LOOP, Cell.plain(2), timing, false);
            assertThat(first.faults()).isEmpty();
            assertThat(second.faults()).isEmpty();
            assertThat(second.deliveriesPerSecond()).isPositive();
        }
    }

    @Test
    void one_that_does_not_start_is_broken_and_says_why() throws Exception {
        try (Worker worker = Worker.start(List.of("--no-such-option"), Candidate.LOOP)) {
            assertThat(worker.ask(new Request.Calibrate(), PATIENCE))
                    .isInstanceOfSatisfying(
                            Reply.Broken.class,
                            broken -> assertThat(broken.why())
                                    .startsWith("its process ended: ")
                                    .contains("no-such-option"));
        }
    }

    @Test
    void options_that_only_one_jvm_can_have_are_not_passed_on() {
        assertThat(Worker.ownOptions(List.of(
                        "-XX:+UseSerialGC",
                        "-javaagent:jacoco.jar",
                        "-Dchainbus.train-limit=64",
                        "-XX:StartFlightRecording=filename=a.jfr",
                        "-agentlib:jdwp")))
                .containsExactly("-XX:+UseSerialGC", "-Dchainbus.train-limit=64");
    }
}
