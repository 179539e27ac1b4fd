package io.chainbus.load.output;

import io.chainbus.load.figures.Figures;
import io.chainbus.load.figures.Interval;
import io.chainbus.load.figures.Latency;
import io.chainbus.load.plan.Mix;
import io.chainbus.load.plan.Pace;
import io.chainbus.load.threshold.Threshold;
import io.chainbus.report.Axis;
import io.chainbus.report.Block;
import io.chainbus.report.Plot;
import io.chainbus.report.Quantity;
import io.chainbus.report.Series;
import io.chainbus.report.Series.Shape;
import io.chainbus.report.Series.Tone;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The plots of a load. */
final class LoadPlots {

    private static final Axis TIME = Axis.linear("Time", Quantity.ELAPSED);
    private static final Axis LATENCY = Axis.logarithmic("Latency", Quantity.DURATION);
    private static final double SECOND = 1e9;

    private final Figures figures;
    private final List<Threshold> thresholds;
    private final List<Interval> intervals;
    private final boolean open;

    LoadPlots(Figures figures, List<Threshold> thresholds) {
        this.figures = figures;
        this.thresholds = thresholds;
        this.intervals = figures.intervals();
        this.open = figures.plan().pace() instanceof Pace.Open;
    }

    List<Block> overTime() {
        return List.of(throughput(), latencies(), inFlight(), processors(), heap(), garbage());
    }

    private Plot throughput() {
        List<Series> series = new ArrayList<>();
        series.add(series("events", Shape.AREA, Tone.BLUE, Interval::throughput));
        if (open) {
            series.add(series("due", Shape.DASHED, Tone.GREY, this::due));
        }
        return plot(
                "Throughput",
                "%s events a second in the mean, between %s and %s."
                        .formatted(
                                Quantity.NUMBER.text(figures.throughput()),
                                Quantity.NUMBER.text(least(Interval::throughput)),
                                Quantity.NUMBER.text(most(Interval::throughput))),
                Axis.linear("Events a second", Quantity.NUMBER),
                series,
                List.of());
    }

    /** Of an interval, in which the rate may have changed. */
    private double due(Interval interval) {
        return figures.plan().wholeProfile().countBetween(interval.from(), interval.to()) / interval.seconds();
    }

    private Plot latencies() {
        return plot(
                "Latency",
                "The median goes from %s to %s, p99 from %s to %s; the longest took %s."
                        .formatted(
                                Quantity.DURATION.text(
                                        least(interval -> interval.latency().p50())),
                                Quantity.DURATION.text(
                                        most(interval -> interval.latency().p50())),
                                Quantity.DURATION.text(
                                        least(interval -> interval.latency().p99())),
                                Quantity.DURATION.text(
                                        most(interval -> interval.latency().p99())),
                                Quantity.DURATION.text(
                                        most(interval -> interval.latency().max()))),
                LATENCY,
                List.of(
                        series(
                                "p50",
                                Shape.LINE,
                                Tone.TEAL,
                                interval -> interval.latency().p50()),
                        series(
                                "p90",
                                Shape.LINE,
                                Tone.BLUE,
                                interval -> interval.latency().p90()),
                        series(
                                "p99",
                                Shape.LINE,
                                Tone.VIOLET,
                                interval -> interval.latency().p99()),
                        series(
                                "p99.9",
                                Shape.LINE,
                                Tone.ORANGE,
                                interval -> interval.latency().p999()),
                        series(
                                "max",
                                Shape.DASHED,
                                Tone.RED,
                                interval -> interval.latency().max())),
                levels());
    }

    private List<Plot.Mark> levels() {
        List<Plot.Mark> levels = new ArrayList<>();
        for (Threshold threshold : thresholds) {
            threshold.latencyLimit().ifPresent(limit -> levels.add(new Plot.Mark.Level(limit, "fail if " + threshold)));
        }
        return levels;
    }

    private Plot inFlight() {
        List<Series> series = new ArrayList<>();
        series.add(series("in flight", Shape.AREA, Tone.VIOLET, Interval::inFlight));
        if (!open) {
            series.add(series("at most", Shape.DASHED, Tone.GREY, Interval::target));
        }
        return plot(
                "Events in flight",
                "Published and not ended: under way, or waiting for their turn. At the most %s."
                        .formatted(Quantity.NUMBER.text(most(Interval::inFlight))),
                Axis.linear("Events", Quantity.NUMBER),
                series,
                List.of());
    }

    private Plot processors() {
        return plot(
                "Processors in use",
                "By the whole process, publishers included. At the most %s."
                        .formatted(Quantity.NUMBER.text(most(Interval::processors))),
                Axis.linear("Processors", Quantity.NUMBER),
                List.of(series("processors", Shape.AREA, Tone.TEAL, Interval::processors)),
                List.of());
    }

    private Plot heap() {
        return plot(
                "Heap",
                "In use, with what has not been collected yet. At the most %s."
                        .formatted(Quantity.BYTES.text(most(Interval::heapBytes))),
                Axis.linear("Heap", Quantity.BYTES),
                List.of(series("heap", Shape.AREA, Tone.ORANGE, Interval::heapBytes)),
                List.of());
    }

    private Plot garbage() {
        double all = intervals.stream().mapToLong(Interval::gcNanos).sum();
        double time = intervals.stream().mapToDouble(Interval::seconds).sum() * SECOND;
        return plot(
                "Garbage collection",
                "The part of the time that was spent on it: %s of the whole run."
                        .formatted(Quantity.SHARE.text(all / time)),
                Axis.linear("Part of the time", Quantity.SHARE),
                List.of(series(
                        "collecting",
                        Shape.AREA,
                        Tone.RED,
                        interval -> interval.gcNanos() / (interval.seconds() * SECOND))),
                List.of());
    }

    private Plot plot(String title, String alternative, Axis up, List<Series> series, List<Plot.Mark> marks) {
        List<Plot.Mark> all = new ArrayList<>(marks);
        if (figures.plan().warmUpNanos() > 0) {
            all.add(new Plot.Mark.Span(0, figures.plan().warmUpNanos() / SECOND, "warm-up"));
        }
        List<Double> ends =
                intervals.stream().map(interval -> interval.to() / SECOND).toList();
        return new Plot(title, alternative, TIME, ends, up, series, all);
    }

    private Series series(String label, Shape shape, Tone tone, ToDoubleFunction<Interval> value) {
        return new Series(
                label, shape, tone, intervals.stream().map(value::applyAsDouble).toList());
    }

    private double least(ToDoubleFunction<Interval> value) {
        return measured(value).stream().min(Comparator.naturalOrder()).orElse(Double.NaN);
    }

    private double most(ToDoubleFunction<Interval> value) {
        return measured(value).stream().max(Comparator.naturalOrder()).orElse(Double.NaN);
    }

    /** Of the warm-up only where there was nothing else. */
    private List<Double> measured(ToDoubleFunction<Interval> value) {
        return intervals.stream()
                .filter(interval -> figures.measuredNanos() == 0
                        || interval.from() >= figures.plan().warmUpNanos())
                .map(value::applyAsDouble)
                .filter(number -> !Double.isNaN(number))
                .toList();
    }

    List<Block> ofLatency() {
        Latency all = figures.all();
        return all.count() == 0
                ? List.of(new Block.Prose("Nothing was measured."))
                : List.of(percentiles(all), histogram(all));
    }

    private Plot percentiles(Latency all) {
        List<Double> rarities = Latency.rarities(all.count());
        List<Series> series = new ArrayList<>();
        series.add(ofRarity("all", Tone.VIOLET, all, rarities));
        for (Mix.Step step : Mix.Step.values()) {
            Latency one = figures.latency().getOrDefault(step, Latency.none());
            if (one.count() > 0 && one.count() < all.count()) {
                series.add(ofRarity(step.word(), tone(step), one, rarities));
            }
        }
        return new Plot(
                "By percentile",
                "Half of the events took no more than %s, 99 %% no more than %s, all no more than %s."
                        .formatted(
                                Quantity.DURATION.text(all.percentile(50)),
                                Quantity.DURATION.text(all.percentile(99)),
                                Quantity.DURATION.text(all.max())),
                Axis.logarithmic("Percentile", Quantity.RARITY),
                rarities,
                LATENCY,
                series,
                levels());
    }

    private static Tone tone(Mix.Step step) {
        return switch (step) {
            case ACQUIRE -> Tone.BLUE;
            case NOTIFY -> Tone.TEAL;
            case RELEASE -> Tone.ORANGE;
        };
    }

    private static Series ofRarity(String label, Tone tone, Latency latency, List<Double> rarities) {
        return new Series(
                label,
                Shape.LINE,
                tone,
                // What is rarer than one of them all, nobody has seen.
                rarities.stream()
                        .map(oneIn -> oneIn > 2.0 * latency.count() && oneIn > 10 ? Double.NaN : latency.rarity(oneIn))
                        .toList());
    }

    private static Plot histogram(Latency all) {
        List<Latency.Bin> bins = all.bins();
        Latency.Bin fullest =
                bins.stream().max(Comparator.comparingLong(Latency.Bin::count)).orElseThrow();
        return new Plot(
                "How they are distributed",
                "Most common are latencies from %s to %s: %s of the events."
                        .formatted(
                                Quantity.DURATION.text(fullest.from()),
                                Quantity.DURATION.text(fullest.to()),
                                Quantity.SHARE.text(fullest.count() / (double) all.count())),
                LATENCY,
                bins.stream().map(bin -> Math.sqrt(bin.from() * bin.to())).toList(),
                Axis.linear("Share of events", Quantity.SHARE),
                List.of(new Series(
                        "events",
                        Shape.BARS,
                        Tone.BLUE,
                        bins.stream()
                                .map(bin -> bin.count() / (double) all.count())
                                .toList())),
                List.of());
    }
}
