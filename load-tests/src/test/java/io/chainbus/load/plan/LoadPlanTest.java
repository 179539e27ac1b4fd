package io.chainbus.load.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How a load is divided among publishers, and over time. */
class LoadPlanTest {

    private static final long SECOND = 1_000_000_000;

    static LoadPlan plan(Pace pace, long warmUp, int publishers) {
        return new LoadPlan(
                pace,
                warmUp,
                publishers,
                8,
                10,
                Mix.read("acquire,release").orElseThrow(),
                0,
                0,
                new HandlerTime.Fixed(0),
                LoadPlan.Work.BUSY,
                1);
    }

    @Test
    void publishers_share_keys_and_what_is_in_flight_and_nothing_is_lost() {
        LoadPlan plan = plan(new Pace.Closed(Profile.steady(11, SECOND)), 0, 3);
        assertThat(IntStream.range(0, 3).map(plan::keysOf)).containsExactly(4, 3, 3);
        assertThat(IntStream.range(0, 3).map(publisher -> plan.inFlightOf(publisher, 11)))
                .containsExactly(4, 4, 3);
    }

    @Test
    void the_warm_up_is_at_the_highest_level() {
        Profile ramp = Profile.none().then(500, SECOND).then(0, SECOND);
        Profile whole =
                plan(new Pace.Open(ramp, Schedule.Arrivals.EVEN), 3 * SECOND, 1).wholeProfile();
        assertThat(whole.nanos()).isEqualTo(5 * SECOND);
        assertThat(whole.level(0)).isEqualTo(500);
        assertThat(whole.level(3 * SECOND)).isZero();
        assertThat(plan(new Pace.Closed(ramp), 0, 1).wholeProfile()).isEqualTo(ramp);
    }

    @Test
    void everybody_has_chances_of_his_own_and_the_same_each_time() {
        LoadPlan plan = plan(new Pace.Closed(Profile.steady(1, SECOND)), 0, 1);
        long first = plan.random("handlers", 0).nextLong();
        assertThat(plan.random("handlers", 0).nextLong()).isEqualTo(first);
        assertThat(plan.random("handlers", 1).nextLong()).isNotEqualTo(first);
        assertThat(plan.random("vetoes", 0).nextLong()).isNotEqualTo(first);
    }

    @Test
    void intervals_end_with_the_warm_up_and_with_the_run() {
        Boundaries boundaries = Boundaries.of(250_000_000, 950_000_000);
        assertThat(boundaries.interval()).isEqualTo(100_000_000);
        assertThat(boundaries.after(0)).isEqualTo(100_000_000);
        assertThat(boundaries.after(200_000_000)).isEqualTo(250_000_000);
        assertThat(boundaries.after(250_000_000)).isEqualTo(350_000_000);
        // A look that came late is followed by the next boundary, not by the one that it missed.
        assertThat(boundaries.after(790_000_000)).isEqualTo(850_000_000);
        assertThat(boundaries.after(1_151_000_000)).isEqualTo(1_200_000_000);
        assertThat(boundaries.after(1_300_000_000)).isEqualTo(1_200_000_000);
    }

    @Test
    void there_are_about_a_hundred_intervals_however_long_it_takes() {
        assertThat(Boundaries.of(0, 10 * SECOND).interval()).isEqualTo(100_000_000);
        assertThat(Boundaries.of(0, 60 * SECOND).interval()).isEqualTo(SECOND);
        assertThat(Boundaries.of(0, 3600 * SECOND).interval()).isEqualTo(50 * SECOND);
    }
}
