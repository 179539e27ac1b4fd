package io.chainbus.load.output;

import static io.chainbus.load.output.PlanText.number;

import io.chainbus.load.figures.Accounts;
import io.chainbus.load.figures.Figures;
import io.chainbus.load.figures.Latency;
import io.chainbus.load.plan.LoadPlan;
import io.chainbus.load.plan.Mix;
import io.chainbus.load.plan.Pace;
import io.chainbus.load.threshold.Judgement;
import io.chainbus.report.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What came of a load, for a terminal. */
public final class FiguresText {

    private static final String NAME = "  %-12s";
    /** Where publishers' lag is looked at. */
    private static final List<Double> LATE_AT = List.of(50.0, 99.0);

    private static final double NEGLIGIBLE_LAG = 0.25;
    private static final double NEGLIGIBLE_LAG_NANOS = 10_000;
    /** Of the events that were due: with more of them the rate was kept. */
    private static final double KEPT = 0.98;

    private FiguresText() {}

    /** All of it, a line each. */
    public static List<String> lines(Figures figures, List<Judgement> judgements) {
        List<String> lines = new ArrayList<>();
        lines.add("measured %s%s after a warm-up of %s"
                .formatted(
                        PlanText.seconds(figures.measuredNanos()),
                        figures.early() ? " (ended early)" : "",
                        PlanText.seconds(figures.plan().warmUpNanos())));
        lines.add("");
        throughput(figures, lines);
        latency(figures, lines);
        moves(figures, lines);
        accounts(figures, lines);
        notes(figures).forEach(note -> lines.add("note: " + note));
        List<String> disagreements = figures.disagreements();
        lines.add("");
        disagreements.forEach(line -> lines.add("DISAGREE " + line));
        if (disagreements.isEmpty()) {
            lines.add(agreement(figures));
        }
        for (Judgement judgement : judgements) {
            lines.add((judgement.failed() ? "FAILED " : "passed ") + judgement.text());
        }
        return lines;
    }

    private static void throughput(Figures figures, List<String> lines) {
        lines.add(NAME.formatted("throughput") + rate(figures.throughput(), "events/s") + "   "
                + rate(figures.deliveries(), "deliveries/s"));
    }

    private static String rate(double rate, String unit) {
        return (Double.isNaN(rate) ? "–" : String.format(Locale.ROOT, "%,.0f", rate)) + " " + unit;
    }

    private static void latency(Figures figures, List<String> lines) {
        String from = figures.plan().pace() instanceof Pace.Open ? "from the intended start" : "from the publish";
        lines.add("");
        lines.add(NAME.formatted("latency")
                + "%10s%10s%10s%10s%10s%10s%10s   %s"
                        .formatted("mean", "p50", "p90", "p99", "p99.9", "p99.99", "max", from));
        Latency all = figures.all();
        lines.add(row("all", all));
        for (Mix.Step step : Mix.Step.values()) {
            Latency one = figures.latency().getOrDefault(step, Latency.none());
            if (one.count() > 0 && one.count() < all.count()) {
                lines.add(row(step.word(), one));
            }
        }
        if (figures.plan().pace() instanceof Pace.Open) {
            lines.add(row("lag", figures.lag()) + "   of the publishers themselves");
        }
    }

    private static void moves(Figures figures, List<String> lines) {
        if (figures.plan().churn() > 0) {
            lines.add(row("join", figures.moves().join()) + "   "
                    + PlanText.count(figures.moves().join().count(), "join"));
            lines.add(row("leave", figures.moves().leave()));
        }
    }

    private static String row(String name, Latency latency) {
        StringBuilder row = new StringBuilder(NAME.formatted("  " + name));
        for (double value : new double[] {
            latency.mean(),
            latency.percentile(50),
            latency.percentile(90),
            latency.percentile(99),
            latency.percentile(99.9),
            latency.percentile(99.99),
            latency.max()
        }) {
            row.append("%10s".formatted(Quantity.DURATION.text(value)));
        }
        return row.toString();
    }

    private static void accounts(Figures figures, List<String> lines) {
        Accounts measured = figures.measured();
        lines.add("");
        lines.add(NAME.formatted("events")
                + "%s published = %s ended + %s refused + %s failed; %s vetoed"
                        .formatted(
                                number(measured.published()),
                                number(measured.ended()),
                                number(measured.refused()),
                                number(measured.failed()),
                                number(measured.vetoed())));
    }

    /** What somebody should know who reads the figures. */
    static List<String> notes(Figures figures) {
        List<String> notes = new ArrayList<>();
        if (figures.early()) {
            notes.add("ended early: figures are of the time until then");
        }
        if (figures.missed() > 0) {
            notes.add("%s due and not published in time: the publishers did not keep up, so no latency here tells of it"
                    .formatted(PlanText.count(figures.missed(), "event")));
        }
        Accounts measured = figures.measured();
        long due = measured.published() + figures.missed();
        if (figures.plan().pace() instanceof Pace.Open && figures.ended() < KEPT * due) {
            notes.add("the rate was not kept: %s events were due, %s ended in time"
                    .formatted(number(due), number(figures.ended())));
        }
        if (measured.refused() > 0) {
            notes.add("%s of events were refused by the bus, and have no latency"
                    .formatted(Quantity.SHARE.text(measured.refused() / (double) measured.published())));
        }
        if (figures.plan().pace() instanceof Pace.Open) {
            LATE_AT.stream()
                    .filter(percent -> late(figures, percent))
                    .findFirst()
                    .ifPresent(percent -> notes.add(lateness(figures, percent)));
        }
        return notes;
    }

    /** Whether so much of the latency at that percentile may be the publishers' own that it cannot be taken for the bus's. */
    private static boolean late(Figures figures, double percent) {
        double lag = figures.lag().percentile(percent);
        return lag > NEGLIGIBLE_LAG_NANOS
                && lag > NEGLIGIBLE_LAG * figures.all().percentile(percent);
    }

    private static String lateness(Figures figures, double percent) {
        String name = "p%.0f".formatted(percent);
        return "publishers were late themselves: their lag's %s is %s, of a latency's %s; the machine was too busy, or is too"
                        .formatted(
                                name,
                                Quantity.DURATION.text(figures.lag().percentile(percent)),
                                Quantity.DURATION.text(figures.all().percentile(percent)))
                + " small, for load and bus together";
    }

    /** What was compared, where it agrees. */
    static String agreement(Figures figures) {
        Accounts all = figures.warmUp().plus(figures.measured());
        return "receipts agree: %s published, as many answered; %s visits, as many as handlers counted"
                .formatted(number(all.published()), number(figures.calls().byHandlers()));
    }

    /** What runs, before there is anything to say of it. */
    public static String announcement(LoadPlan plan) {
        return "%s; %s after a warm-up of %s, seed %d"
                .formatted(
                        PlanText.line(plan),
                        PlanText.seconds(plan.pace().profile().nanos()),
                        PlanText.seconds(plan.warmUpNanos()),
                        plan.seed());
    }
}
