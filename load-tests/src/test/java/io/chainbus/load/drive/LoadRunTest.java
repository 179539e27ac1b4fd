package io.chainbus.load.drive;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import io.chainbus.load.figures.Figures;
import io.chainbus.load.figures.Interval;
import io.chainbus.load.plan.HandlerTime;
import io.chainbus.load.plan.LoadPlan;
import io.chainbus.load.plan.Mix;
import io.chainbus.load.plan.Pace;
import io.chainbus.load.plan.Profile;
import io.chainbus.load.plan.Schedule;
import io.chainbus.recording.Recorder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Loads on a real chain. What they come to in figures depends on the machine; that they agree does not. */
class LoadRunTest {

    private static final long MILLI = 1_000_000;

    private final ActorTestKit kit = ActorTestKit.create();

    @AfterEach
    void stop() {
        kit.shutdownTestKit();
    }

    private static class Counting implements Witness {
        private long ticks;
        private long logged;
        private long loggedUntil;

        @Override
        public void ticked(Interval lately) {
            ticks++;
        }

        @Override
        public void measured(long from, long to, Map<Mix.Step, Histogram> latency) {
            assertThat(from).isEqualTo(loggedUntil);
            loggedUntil = to;
            logged += latency.values().stream()
                    .mapToLong(Histogram::getTotalCount)
                    .sum();
        }
    }

    private Figures run(LoadPlan plan, Witness witness, Stop stop) {
        return LoadRun.run(plan, kit.system(), Recorder.off(), witness, stop, Duration.ofSeconds(60));
    }

    private static LoadPlan plan(
            Pace pace, int publishers, int keys, String mix, double vetoes, double churn, HandlerTime time) {
        return new LoadPlan(
                pace,
                100 * MILLI,
                publishers,
                4,
                keys,
                Mix.read(mix).orElseThrow(),
                vetoes,
                churn,
                time,
                churn > 0 ? LoadPlan.Work.ASYNC : LoadPlan.Work.BUSY,
                7);
    }

    private static void agree(Figures figures) {
        assertThat(figures.disagreements()).isEmpty();
        assertThat(figures.measured().ended()).isEqualTo(figures.all().count());
    }

    @Test
    void a_closed_loop_keeps_no_more_in_flight_than_it_was_told_and_everything_agrees() {
        Counting witness = new Counting();
        Pace pace = new Pace.Closed(Profile.steady(30, 400 * MILLI));
        Figures figures =
                run(plan(pace, 3, 60, "acquire,notify,release", 0, 0, new HandlerTime.Fixed(0)), witness, new Stop());
        agree(figures);
        assertThat(figures.measured().published()).isPositive();
        assertThat(figures.measured().refused()).isZero();
        assertThat(figures.intervals())
                .allSatisfy(interval -> assertThat(interval.inFlight()).isBetween(0L, 30L));
        assertThat(figures.early()).isFalse();
        assertThat(figures.missed()).isZero();
        assertThat(witness.logged).isEqualTo(figures.all().count());
        assertThat(witness.ticks).isPositive();
    }

    @Test
    void an_open_loop_publishes_what_is_due_or_says_what_it_missed() {
        Pace pace = new Pace.Open(Profile.steady(2000, 400 * MILLI), Schedule.Arrivals.EVEN);
        Figures figures =
                run(plan(pace, 2, 60, "notify", 0, 0, new HandlerTime.Uniform(0, 2000)), new Counting(), new Stop());
        agree(figures);
        // 2,000 a second for 0.4 s, and for a warm-up of 0.1 s, of which something may have been left out.
        assertThat(figures.measured().published() + figures.missed()).isEqualTo(800);
        assertThat(figures.warmUp().published()).isLessThanOrEqualTo(200);
        assertThat(figures.lag().count()).isEqualTo(figures.measured().published());
    }

    @Test
    void what_a_warm_up_could_not_publish_is_no_debt_of_the_measured_time() {
        long tooMany = 1_000_000_000;
        Pace pace = new Pace.Open(
                new Profile(
                        List.of(new Profile.Ramp(tooMany, tooMany, MILLI), new Profile.Ramp(1000, 1000, 99 * MILLI))),
                Schedule.Arrivals.EVEN);
        Figures figures = run(plan(pace, 1, 60, "notify", 0, 0, new HandlerTime.Fixed(0)), new Counting(), new Stop());
        agree(figures);
        assertThat(figures.warmUp().published()).isLessThan(tooMany / 10);
        assertThat(figures.measured().published() + figures.missed()).isEqualTo(tooMany / 1000 + 99);
    }

    @Test
    void vetoes_and_refusals_are_counted_on_both_sides() {
        Pace pace = new Pace.Closed(Profile.steady(16, 300 * MILLI));
        Figures figures = run(
                plan(pace, 1, 20, "acquire:2,release", 0.2, 0, new HandlerTime.Fixed(0)), new Counting(), new Stop());
        agree(figures);
        assertThat(figures.calls().vetoesByHandlers()).isPositive();
        assertThat(figures.calls().vetoesByReceipts()).isEqualTo(figures.calls().vetoesByHandlers());
        assertThat(figures.warmUp().plus(figures.measured()).refused()).isPositive();
    }

    @Test
    void who_leaves_and_comes_back_is_counted_too() {
        Pace pace = new Pace.Closed(Profile.none().then(16, 200 * MILLI).then(4, 200 * MILLI));
        Figures figures = run(
                plan(pace, 1, 20, "acquire,notify,release", 0.05, 100, new HandlerTime.Exponential(20_000)),
                new Counting(),
                new Stop());
        agree(figures);
        assertThat(figures.moves().leave().count())
                .isPositive()
                .isEqualTo(figures.moves().join().count());
    }

    @Test
    void a_run_that_is_ended_early_still_waits_for_what_it_published() {
        Stop stop = new Stop();
        Witness ending = new Counting() {
            @Override
            public void ticked(Interval lately) {
                if (lately.from() > 100 * MILLI) {
                    stop.now();
                }
            }
        };
        Pace pace = new Pace.Closed(Profile.steady(16, 3_600_000 * MILLI));
        Figures figures = run(plan(pace, 1, 20, "notify", 0, 0, new HandlerTime.Fixed(0)), ending, stop);
        agree(figures);
        assertThat(figures.early()).isTrue();
        assertThat(figures.measuredNanos()).isPositive();
    }
}
