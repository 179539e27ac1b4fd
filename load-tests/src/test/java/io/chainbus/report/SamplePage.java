package io.chainbus.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A page with everything that a page can have, and a name that must not be taken for HTML. */
final class SamplePage {

    static final String HOSTILE = "</script><img src=x onerror=alert(1)> & \"quotes\"";

    private SamplePage() {}

    static Page page() {
        List<Double> seconds =
                IntStream.range(0, 60).mapToObj(second -> (double) second).toList();
        List<Double> rare = List.of(1.0, 2.0, 4.0, 10.0, 100.0, 1e3, 1e4, 1e5);
        Plot throughput = new Plot(
                "Throughput over time",
                "1.2 M events a second in the mean.",
                Axis.linear("Time", Quantity.ELAPSED),
                seconds,
                Axis.linear("Events a second", Quantity.NUMBER),
                List.of(
                        new Series("events", Series.Shape.AREA, Series.Tone.BLUE, wave(seconds, 1.2e6)),
                        new Series("aimed at", Series.Shape.DASHED, Series.Tone.GREY, wave(seconds, 1.3e6))),
                List.of(new Plot.Mark.Span(0, 10, "warm-up")));
        Plot percentiles = new Plot(
                "Latency by percentile",
                "From 12 µs at the median to 9 ms at 99.999 %.",
                Axis.logarithmic("Percentile", Quantity.RARITY),
                rare,
                Axis.logarithmic("Latency", Quantity.DURATION),
                List.of(
                        new Series("all", Series.Shape.LINE, Series.Tone.VIOLET, times(rare, 9_000)),
                        new Series(HOSTILE, Series.Shape.POINTS, Series.Tone.TEAL, withGap(times(rare, 4_000)))),
                List.of(new Plot.Mark.Level(100_000, "p99 at most 100 µs")));
        Plot histogram = new Plot(
                "How latencies are distributed",
                "Most take 16 µs.",
                Axis.logarithmic("Latency", Quantity.DURATION),
                List.of(4_000.0, 8_000.0, 16_000.0, 32_000.0, 64_000.0),
                Axis.linear("Share of events", Quantity.SHARE),
                List.of(new Series(
                        "events", Series.Shape.BARS, Series.Tone.ORANGE, List.of(0.1, 0.2, 0.5, 0.15, 0.05))),
                List.of());
        Plot scale = new Plot(
                "Cost by size",
                "From 1 µs for one to 1 ms for 1,000; none and nothing have no place.",
                Axis.logarithmic("Size", Quantity.NUMBER),
                List.of(-1.0, 0.0, 1.0, 10.0, 100.0, 1_000.0),
                Axis.logarithmic("Cost", Quantity.DURATION),
                List.of(new Series(
                        "cost", Series.Shape.POINTS, Series.Tone.BLUE, List.of(1e3, 1e3, 1e3, 0.0, 1e5, 1e6))),
                List.of());
        Plot nothing = new Plot(
                "Nothing",
                "Nothing that has a place.",
                Axis.logarithmic("Size", Quantity.NUMBER),
                List.of(0.0),
                Axis.linear("Cost", Quantity.DURATION),
                List.of(new Series("cost", Series.Shape.LINE, Series.Tone.BLUE, List.of(1e3))),
                List.of());
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("Java", "17");
        facts.put("hostile", HOSTILE);
        Table costs = new Table(
                "Costs",
                List.of(Table.Column.text("What"), Table.Column.number("Bytes")),
                List.of(List.of("a subscriber", "1,530"), List.of("a key", "102")));
        return new Page(
                "A sample",
                "Everything that a page can have. " + HOSTILE,
                List.of(new Tile("Throughput", "1.20 M/s", "events"), new Tile("p99", "88.0 µs", "")),
                List.of(
                        new Finding(Finding.Kind.HOLDS, "receipts agree"),
                        new Finding(Finding.Kind.FAILS, "p99>5ms: p99 is 9 ms"),
                        new Finding(Finding.Kind.NOTE, HOSTILE)),
                List.of(
                        new Section("Plots", List.of(throughput, percentiles, histogram, scale, nothing)),
                        new Section("Facts", List.of(Table.facts("The machine", facts), costs)),
                        new Section("Words", List.of(new Block.Prose("Read it. " + HOSTILE)))));
    }

    private static List<Double> wave(List<Double> at, double mean) {
        return at.stream()
                .map(second -> mean * (1 + 0.1 * Math.sin(second / 5)))
                .toList();
    }

    private static List<Double> times(List<Double> rare, double first) {
        return rare.stream().map(oneIn -> first * Math.sqrt(oneIn)).toList();
    }

    private static List<Double> withGap(List<Double> values) {
        List<Double> gap = new ArrayList<>(values);
        gap.set(2, Double.NaN);
        return gap;
    }
}
