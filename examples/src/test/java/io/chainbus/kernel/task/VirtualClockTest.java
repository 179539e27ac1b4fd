package io.chainbus.kernel.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class VirtualClockTest {

    private final VirtualClock clock = new VirtualClock();
    private final List<String> happened = new ArrayList<>();

    @Test
    void events_happen_in_the_order_of_their_times_and_then_in_that_in_which_they_were_asked_for() {
        at(5, "five");
        at(2, "two");
        at(2, "two again");
        at(0, "now");
        assertThat(happened).isEmpty();
        runUntil(5);
        assertThat(happened).containsExactly("now", "two", "two again", "five");
        assertThat(clock.now()).isEqualTo(Duration.ofSeconds(5));
        assertThat(clock.hasEvents()).isFalse();
        assertThat(clock.nextEvent()).as("none: now").isEqualTo(clock.now());
    }

    @Test
    void time_passes_no_further_than_it_is_let() {
        at(2, "two");
        at(3, "three");
        runUntil(2);
        assertThat(happened).containsExactly("two");
        assertThat(clock.now()).isEqualTo(Duration.ofSeconds(2));
        assertThat(clock.nextEvent()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void an_event_may_ask_for_others_at_its_own_moment_too() {
        clock.after(Duration.ofSeconds(1), () -> {
            at(0, "behind it");
            at(1, "later");
            happened.add("it");
        });
        at(1, "beside it");
        runUntil(1);
        assertThat(happened).containsExactly("it", "beside it", "behind it");
        runUntil(2);
        assertThat(happened).endsWith("later");
    }

    @Test
    void nothing_happens_in_the_past() {
        assertThatThrownBy(() -> clock.after(Duration.ofNanos(-1), () -> {})).hasMessageContaining("past");
    }

    private void at(int seconds, String what) {
        clock.after(Duration.ofSeconds(seconds), () -> happened.add(what));
    }

    private void runUntil(int second) {
        while (clock.runNext(Duration.ofSeconds(second))) {
            assertThat(clock.now()).isLessThanOrEqualTo(Duration.ofSeconds(second));
        }
    }
}
