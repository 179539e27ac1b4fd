package io.chainbus.bench.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TimingTest {

    private static Timing timing(int firstWarmUp, int measurement) {
        return new Timing(Duration.ofMillis(firstWarmUp), Duration.ZERO, Duration.ofMillis(measurement), Duration.ZERO);
    }

    @Test
    void a_jvm_that_has_just_started_has_a_longer_warm_up() {
        assertThat(timing(300, 150).ofFreshJvm()).isEqualTo(timing(1500, 150));
        assertThat(timing(10, 5).ofFreshJvm()).isEqualTo(timing(50, 5));
    }

    @Test
    void where_the_first_warm_up_is_long_already_it_stays() {
        assertThat(timing(2000, 1000).ofFreshJvm()).isEqualTo(timing(2000, 1000));
        assertThat(timing(1400, 700).ofFreshJvm()).isEqualTo(timing(1500, 700));
    }
}
