package io.chainbus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The line that shows how something goes. */
class TimedLineTest {

    @Test
    void the_bar_has_the_room_that_what_is_said_leaves() {
        assertThat(TimedLine.line("load", 0.5, "5 k/s", 28)).isEqualTo("load  50% [=====     ] 5 k/s");
        assertThat(TimedLine.line("load", 1, "", 200)).isEqualTo("load 100% [" + "=".repeat(40) + "] ");
    }

    @Test
    void where_there_is_little_room_what_is_said_goes_before_the_bar() {
        assertThat(TimedLine.line("load", 0, "5 k/s, p99 12 ms", 30)).isEqualTo("load   0%  5 k/s, p99 12 ms");
        assertThat(TimedLine.line("load", 0, "5 k/s, p99 12 ms", 16)).isEqualTo("load   0%  5 k/s");
    }

    @Test
    void it_never_shows_more_than_all() {
        assertThat(TimedLine.line("load", 1.2, "late", 18)).isEqualTo("load 100%  late");
        assertThat(TimedLine.line("load", Double.NaN, "", 9)).isEqualTo("load   0%");
    }
}
