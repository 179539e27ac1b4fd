package io.chainbus.walk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TimingTest {

    @Test
    void a_span_tells_how_long_it_took() {
        assertThat(new Timing.Span(-5, 7).took()).isEqualTo(Duration.ofNanos(12));
    }

    @Test
    void times_are_a_span_and_no_times_are_off() {
        assertThat(Timing.of(3, 4)).isEqualTo(new Timing.Span(3, 4));
        assertThat(Timing.off()).isEqualTo(Timing.Off.INSTANCE);
    }
}
