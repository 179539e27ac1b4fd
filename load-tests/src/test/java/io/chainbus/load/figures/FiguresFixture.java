package io.chainbus.load.figures;

import io.chainbus.load.plan.HandlerTime;
import io.chainbus.load.plan.LoadPlan;
import io.chainbus.load.plan.Mix;
import io.chainbus.load.plan.Pace;
import io.chainbus.load.plan.Profile;
import io.chainbus.load.plan.Schedule;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** Figures that are made up, for whoever tells of them. */
public final class FiguresFixture {

    public static final Accounts NOTHING = new Accounts(0, 0, 0, 0, 0);
    public static final Accounts THOUSAND = new Accounts(1010, 1000, 20, 10, 0);
    public static final Visits AGREEING = new Visits(8000, 8000, 20, 20);

    private static final long SECOND = 1_000_000_000;

    private FiguresFixture() {}

    /** A thousand latencies: 1 us, 2 us and so on to 1 ms; half of acquires, half of releases. */
    public static Figures thousand(boolean open) {
        return figures(open, THOUSAND, AGREEING, new Moves(0, upTo(10), upTo(10)), 1000);
    }

    /** Of a run that was over before anything was measured. */
    public static Figures nothing() {
        return new Figures(
                plan(true),
                0,
                true,
                0,
                0,
                0,
                Map.of(),
                Latency.none(),
                NOTHING,
                NOTHING,
                new Visits(0, 0, 0, 0),
                new Moves(0, Latency.none(), Latency.none()),
                List.of());
    }

    /** An open loop whose publishers were late: up to so many microseconds, as often one as another. */
    public static Figures late(int micros, long ended) {
        return figures(true, THOUSAND, AGREEING, new Moves(0, Latency.none(), Latency.none()), ended, upTo(micros));
    }

    public static Figures figures(boolean open, Accounts measured, Visits calls, Moves moves, long ended) {
        return figures(open, measured, calls, moves, ended, open ? upTo(100) : Latency.none());
    }

    private static Figures figures(
            boolean open, Accounts measured, Visits calls, Moves moves, long ended, Latency lag) {
        return new Figures(
                plan(open),
                2 * SECOND,
                false,
                open ? 5 : 0,
                ended,
                8 * ended,
                Map.of(Mix.Step.ACQUIRE, odd(1), Mix.Step.RELEASE, odd(2)),
                lag,
                NOTHING,
                measured,
                calls,
                moves,
                List.of(interval(0), interval(1), interval(2)));
    }

    static Interval interval(int second) {
        return new Interval(
                second * SECOND,
                (second + 1) * SECOND,
                500,
                4000,
                new Interval.Spread(500e3, 900e3, 990e3, 999e3, 1000e3),
                3,
                500,
                50_000_000,
                2_000_000,
                1.5);
    }

    private static LoadPlan plan(boolean open) {
        Profile profile = Profile.steady(500, 2 * SECOND);
        return new LoadPlan(
                open ? new Pace.Open(profile, Schedule.Arrivals.POISSON) : new Pace.Closed(profile),
                SECOND,
                1,
                8,
                64,
                Mix.read("acquire,release").orElseThrow(),
                0.01,
                10,
                new HandlerTime.Exponential(5000),
                LoadPlan.Work.BUSY,
                1);
    }

    private static Latency odd(int first) {
        Histogram histogram = Latency.empty();
        for (int micros = first; micros <= 1000; micros += 2) {
            histogram.recordValue(micros * 1000L);
        }
        return Latency.of(histogram);
    }

    public static Latency upTo(int micros) {
        Histogram histogram = Latency.empty();
        for (int value = 1; value <= micros; value++) {
            histogram.recordValue(value * 1000L);
        }
        return Latency.of(histogram);
    }
}
