package io.chainbus.transit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PaceTest {

    private static final long BUDGET = 100_000;

    private final Pace pace = new Pace(BUDGET);
    private long now;

    /** Visits that take so long each, on one train; how many were made before the budget was found to be used up. */
    private int visitsOf(long nanos, int atMost) {
        pace.start(now);
        int visits = 0;
        while (visits < atMost) {
            int stride = Math.min(pace.stride(), atMost - visits);
            visits += stride;
            now += stride * nanos;
            if (pace.over(now)) {
                break;
            }
        }
        return visits;
    }

    @Test
    void a_newcomer_that_is_slow_passes_on_after_its_first_visit() {
        assertThat(visitsOf(BUDGET, 10)).isEqualTo(1);
    }

    @Test
    void a_slow_one_passes_on_when_its_budget_is_used_up_every_time() {
        for (int train = 0; train < 100; train++) {
            assertThat(visitsOf(BUDGET / 4, 100)).isEqualTo(4);
        }
    }

    @Test
    void a_quick_one_looks_at_the_clock_now_and_then() {
        visitsOf(10, 1000);
        pace.start(now);
        for (int looks = 0; looks < 10; looks++) {
            assertThat(pace.stride()).isEqualTo(Pace.LONGEST_STRIDE);
            assertThat(pace.over(now)).isFalse();
        }
    }

    @Test
    void a_quick_one_that_turns_slow_is_found_out_within_a_stride_and_then_watched() {
        visitsOf(10, 1000);
        assertThat(visitsOf(BUDGET, 100)).isEqualTo(Pace.LONGEST_STRIDE);
        assertThat(visitsOf(BUDGET, 100)).isEqualTo(1);
    }

    @Test
    void quick_is_earned_by_many_looks() {
        visitsOf(10, 10);
        assertThat(visitsOf(BUDGET, 100)).isLessThanOrEqualTo(2);
    }
}
