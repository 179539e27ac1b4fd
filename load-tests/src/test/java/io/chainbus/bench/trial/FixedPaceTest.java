package io.chainbus.bench.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.chainbus.bench.candidate.Pace;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FixedPaceTest {

    @Test
    void events_are_due_at_the_same_distance_however_late_they_are_asked_for() {
        FixedPace pace = new FixedPace(100_000, 500_000);
        List<Long> dues = new ArrayList<>();
        for (long due = pace.awaitNext(); due != Pace.ENDED; due = pace.awaitNext()) {
            assertThat(System.nanoTime() - due).isNotNegative();
            dues.add(due);
        }
        assertThat(dues).hasSize(50);
        for (int i = 0; i < dues.size(); i++) {
            assertThat(dues.get(i) - dues.get(0)).isEqualTo(i * 10_000L);
        }
    }

    @Test
    void a_distance_that_is_no_whole_number_does_not_add_up_an_error() {
        FixedPace pace = new FixedPace(3_000_000, 1_000_000);
        assertThat(pace.count()).isEqualTo(3000);
        long first = pace.awaitNext();
        long last = first;
        for (long due = pace.awaitNext(); due != Pace.ENDED; due = pace.awaitNext()) {
            last = due;
        }
        assertThat(last - first).isBetween(999_666L, 999_668L);
    }

    @Test
    void there_is_one_event_at_least() {
        assertThat(new FixedPace(1, 1).count()).isEqualTo(1);
    }
}
