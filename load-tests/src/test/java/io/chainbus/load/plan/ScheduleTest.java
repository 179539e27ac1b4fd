package io.chainbus.load.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.chainbus.load.plan.Schedule.Arrivals;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** When events are meant to start. */
class ScheduleTest {

    private static final long SECOND = 1_000_000_000;

    private static List<Long> all(Profile profile, Arrivals arrivals, int publisher, int publishers) {
        Schedule schedule = new Schedule(profile, arrivals, publisher, publishers, new SplittableRandom(publisher));
        List<Long> starts = new ArrayList<>();
        for (long next = schedule.next(); next != Schedule.NONE; next = schedule.next()) {
            starts.add(next);
        }
        return starts;
    }

    @Test
    void a_steady_rate_has_equal_distances() {
        assertThat(all(Profile.steady(4, SECOND), Arrivals.EVEN, 0, 1))
                .containsExactly(0L, 250_000_000L, 500_000_000L, 750_000_000L);
    }

    @Test
    void publishers_take_turns() {
        Profile profile = Profile.steady(4, SECOND);
        assertThat(all(profile, Arrivals.EVEN, 0, 3)).containsExactly(0L, 750_000_000L);
        assertThat(all(profile, Arrivals.EVEN, 1, 3)).containsExactly(250_000_000L);
        assertThat(all(profile, Arrivals.EVEN, 2, 3)).containsExactly(500_000_000L);
    }

    @Test
    void a_ramp_has_as_many_as_the_area_below_it_and_each_where_the_area_has_grown_by_one() {
        Profile ramp = Profile.none().then(1000, 10 * SECOND);
        List<Long> starts = all(ramp, Arrivals.EVEN, 0, 1);
        assertThat(starts).hasSize(5000).isSorted();
        // After t seconds 50 t² have come.
        assertThat(starts.get(50)).isCloseTo(SECOND, within(10L));
        assertThat(starts.get(1250)).isCloseTo(5 * SECOND, within(10L));
    }

    @Test
    void ramps_follow_each_other_without_a_gap() {
        Profile profile = Profile.steady(100, SECOND).then(300, 2 * SECOND).then(0, SECOND);
        List<Long> starts = all(profile, Arrivals.EVEN, 0, 1);
        // The very last is due when the rate has fallen to nothing, at the end, which is not in the profile any more.
        assertThat(starts).hasSizeBetween(649, 650).isSorted();
        assertThat(starts.get(100)).isCloseTo(SECOND, within(10L));
        assertThat(starts.get(500)).isCloseTo(3 * SECOND, within(10L));
        assertThat(profile.countBetween(0, profile.nanos())).isEqualTo(650, within(1e-6));
        assertThat(profile.countBetween(SECOND, 3 * SECOND)).isEqualTo(400, within(1e-6));
    }

    @Test
    void where_the_rate_is_nothing_nothing_comes() {
        Profile pause =
                Profile.steady(10, SECOND).andThen(Profile.steady(0, SECOND)).andThen(Profile.steady(10, SECOND));
        List<Long> starts = all(pause, Arrivals.EVEN, 0, 1);
        assertThat(starts).hasSize(20);
        assertThat(starts.get(9)).isEqualTo(900_000_000L);
        assertThat(starts.get(10)).isEqualTo(2 * SECOND);
    }

    @Test
    void what_is_skipped_is_counted_and_what_comes_then_comes_when_it_would_have() {
        Profile profile = Profile.steady(100, SECOND).then(300, 2 * SECOND);
        for (int publisher = 0; publisher < 3; publisher++) {
            List<Long> all = all(profile, Arrivals.EVEN, publisher, 3);
            for (long until : new long[] {1, SECOND / 2, SECOND, 2 * SECOND, 3 * SECOND, 9 * SECOND}) {
                Schedule schedule = new Schedule(profile, Arrivals.EVEN, publisher, 3, new SplittableRandom(0));
                long first = schedule.next();
                long skipped = schedule.skipUntil(until);
                assertThat(1 + skipped)
                        .isEqualTo(Math.max(
                                1, all.stream().filter(at -> at < until).count()));
                assertThat(schedule.skipUntil(first)).isZero();
                assertThat(schedule.next())
                        .isEqualTo(1 + skipped < all.size() ? all.get((int) (1 + skipped)) : Schedule.NONE);
            }
        }
    }

    @Test
    void of_what_comes_at_random_as_many_are_skipped_as_are_to_be_expected() {
        Schedule schedule =
                new Schedule(Profile.steady(1e9, 3600 * SECOND), Arrivals.POISSON, 0, 2, new SplittableRandom(5));
        assertThat(schedule.skipUntil(1800 * SECOND)).isCloseTo(900 * SECOND, within(100L));
        assertThat(schedule.next()).isBetween(1800 * SECOND, 1800 * SECOND + 1000);
    }

    @Test
    void at_random_as_many_come_in_the_mean_and_their_distances_vary_as_those_of_a_poisson_process() {
        List<Long> starts = new ArrayList<>();
        for (int publisher = 0; publisher < 3; publisher++) {
            starts.addAll(all(Profile.steady(10_000, 10 * SECOND), Arrivals.POISSON, publisher, 3));
        }
        Collections.sort(starts);
        assertThat(starts.size()).isBetween(98_500, 101_500); // five standard deviations
        double mean = 0;
        double square = 0;
        for (int index = 1; index < starts.size(); index++) {
            double gap = starts.get(index) - starts.get(index - 1);
            mean += gap / starts.size();
            square += gap * gap / starts.size();
        }
        assertThat(mean).isEqualTo(100_000, within(2_000.0));
        // Of an exponential distribution the deviation is the mean.
        assertThat(Math.sqrt(square - mean * mean)).isEqualTo(mean, within(3_000.0));
    }

    @Test
    void the_same_seed_gives_the_same_times() {
        Profile profile = Profile.steady(1000, SECOND);
        assertThat(all(profile, Arrivals.POISSON, 1, 2)).isEqualTo(all(profile, Arrivals.POISSON, 1, 2));
        assertThat(all(profile, Arrivals.POISSON, 1, 2)).isNotEqualTo(all(profile, Arrivals.POISSON, 0, 2));
    }

    @Test
    void the_level_follows_the_ramps() {
        Profile profile = Profile.steady(100, SECOND).then(300, 2 * SECOND);
        assertThat(profile.level(-5)).isEqualTo(100);
        assertThat(profile.level(SECOND / 2)).isEqualTo(100);
        assertThat(profile.level(2 * SECOND)).isEqualTo(200, within(1e-6));
        assertThat(profile.level(3 * SECOND)).isZero();
        assertThat(profile.peak()).isEqualTo(300);
        assertThat(profile.isSteady()).isFalse();
        assertThat(Profile.steady(5, 1).isSteady()).isTrue();
    }
}
