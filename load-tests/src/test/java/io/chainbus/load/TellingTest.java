package io.chainbus.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.chainbus.load.figures.Interval;
import org.junit.jupiter.api.Test;

/** The line that shows how a load goes. */
class TellingTest {

    private static Interval interval(long ended, double nanos, long inFlight) {
        Interval.Spread spread = new Interval.Spread(nanos, nanos, nanos, nanos, nanos);
        return new Interval(0, 100_000_000, ended, 0, spread, inFlight, 0, 0, 0, 0);
    }

    @Test
    void it_says_throughput_latencies_and_what_is_in_flight() {
        assertThat(Telling.line(interval(500, 98_765, 3)))
                .isEqualTo("5.00 k/s, p50 98.8 µs, p99 98.8 µs, p99.9 98.8 µs, 3 in flight");
        assertThat(Telling.line(interval(0, Double.NaN, 0))).isEqualTo("0/s, p50 –, p99 –, p99.9 –, 0 in flight");
    }

    @Test
    void it_has_room_in_a_terminal_of_80() {
        assertThat(Telling.line(interval(123_456, 9_876_543, 12_345)).length())
                .isLessThanOrEqualTo(80 - "load 100%  ".length());
    }
}
