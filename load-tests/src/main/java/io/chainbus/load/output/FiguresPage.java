package io.chainbus.load.output;

import io.chainbus.load.figures.Figures;
import io.chainbus.load.figures.Latency;
import io.chainbus.load.figures.Machine;
import io.chainbus.load.plan.LoadPlan;
import io.chainbus.load.plan.Mix;
import io.chainbus.load.plan.Pace;
import io.chainbus.load.threshold.Judgement;
import io.chainbus.load.threshold.Threshold;
import io.chainbus.report.Block;
import io.chainbus.report.Finding;
import io.chainbus.report.Page;
import io.chainbus.report.Quantity;
import io.chainbus.report.Section;
import io.chainbus.report.Table;
import io.chainbus.report.Tile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What came of a load, as a page. */
public final class FiguresPage {

    private final Figures figures;
    private final Machine machine;
    private final List<Threshold> thresholds;

    private FiguresPage(Figures figures, Machine machine, List<Threshold> thresholds) {
        this.figures = figures;
        this.machine = machine;
        this.thresholds = thresholds;
    }

    public static Page of(Figures figures, Machine machine, List<Threshold> thresholds) {
        return new FiguresPage(figures, machine, thresholds).page();
    }

    private Page page() {
        String lead = sentence(PlanText.line(figures.plan())) + ". Measured "
                + PlanText.seconds(figures.measuredNanos()) + " after a warm-up of "
                + PlanText.seconds(figures.plan().warmUpNanos()) + ".";
        return new Page("Chainbus load", lead, tiles(), findings(), sections());
    }

    private static String sentence(String words) {
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    private List<Tile> tiles() {
        Latency all = figures.all();
        String from = open() ? "from the intended start" : "from the publish";
        return List.of(
                new Tile("Events a second", Quantity.NUMBER.text(figures.throughput()), ended()),
                new Tile(
                        "Deliveries a second",
                        Quantity.NUMBER.text(figures.deliveries()),
                        "to " + PlanText.count(figures.plan().subscribers(), "subscriber")),
                new Tile("Latency p50", Quantity.DURATION.text(all.percentile(50)), from),
                new Tile("Latency p99", Quantity.DURATION.text(all.percentile(99)), "99 of 100 are faster"),
                new Tile("Latency p99.9", Quantity.DURATION.text(all.percentile(99.9)), "999 of 1,000 are faster"),
                new Tile(
                        "Errors",
                        PlanText.number(figures.measured().errors()),
                        "of " + PlanText.number(figures.measured().published()) + " published"));
    }

    private String ended() {
        return PlanText.number(figures.ended()) + " ended in time";
    }

    private boolean open() {
        return figures.plan().pace() instanceof Pace.Open;
    }

    private List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        for (Threshold threshold : thresholds) {
            Judgement judgement = threshold.judge(figures);
            findings.add(new Finding(
                    judgement.failed() ? Finding.Kind.FAILS : Finding.Kind.HOLDS, "Fail if " + judgement.text()));
        }
        figures.disagreements().forEach(line -> findings.add(new Finding(Finding.Kind.FAILS, line)));
        if (figures.disagreements().isEmpty()) {
            findings.add(new Finding(Finding.Kind.HOLDS, sentence(FiguresText.agreement(figures))));
        }
        FiguresText.notes(figures).forEach(note -> findings.add(new Finding(Finding.Kind.NOTE, sentence(note))));
        return findings;
    }

    private List<Section> sections() {
        List<Section> sections = new ArrayList<>();
        LoadPlots plots = new LoadPlots(figures, thresholds);
        if (!figures.intervals().isEmpty()) {
            sections.add(new Section("Over time", plots.overTime()));
        }
        List<Block> latency = new ArrayList<>(plots.ofLatency());
        latency.add(latencies());
        sections.add(new Section("Latency", latency));
        sections.add(new Section(
                "What was done, and on what",
                List.of(
                        Table.facts("The load", PlanText.facts(figures.plan())),
                        Table.facts("The machine", machine.facts()),
                        events())));
        sections.add(new Section("How to read this", words()));
        return sections;
    }

    private Table latencies() {
        List<Table.Column> columns = new ArrayList<>();
        columns.add(Table.Column.text(""));
        for (String label : List.of("Count", "Min", "Mean", "p50", "p90", "p99", "p99.9", "p99.99", "Max")) {
            columns.add(Table.Column.number(label));
        }
        Map<String, Latency> named = new LinkedHashMap<>();
        named.put("All events", figures.all());
        for (Mix.Step step : Mix.Step.values()) {
            named.put(step.word(), figures.latency().getOrDefault(step, Latency.none()));
        }
        named.put("Publishers' lag", figures.lag());
        named.put("Joins", figures.moves().join());
        named.put("Leaves", figures.moves().leave());
        List<List<String>> rows = new ArrayList<>();
        named.forEach((name, latency) -> {
            if (latency.count() > 0) {
                rows.add(row(name, latency));
            }
        });
        return new Table("Latencies in figures", columns, rows);
    }

    private static List<String> row(String name, Latency latency) {
        List<String> row = new ArrayList<>(List.of(name, PlanText.number(latency.count())));
        for (double value : new double[] {
            latency.min(),
            latency.mean(),
            latency.percentile(50),
            latency.percentile(90),
            latency.percentile(99),
            latency.percentile(99.9),
            latency.percentile(99.99),
            latency.max()
        }) {
            row.add(Quantity.DURATION.text(value));
        }
        return row;
    }

    private Table events() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("Published", PlanText.number(figures.measured().published()));
        facts.put("Ended", PlanText.number(figures.measured().ended()));
        facts.put("Vetoed, of those", PlanText.number(figures.measured().vetoed()));
        facts.put("Refused", PlanText.number(figures.measured().refused()));
        facts.put(
                "Failed or unanswered",
                PlanText.number(figures.measured().failed() + figures.measured().unanswered()));
        facts.put("Due and not published", PlanText.number(figures.missed()));
        return Table.facts("The measured events", facts);
    }

    private List<Block> words() {
        LoadPlan plan = figures.plan();
        List<Block> words = new ArrayList<>();
        words.add(new Block.Prose(
                open()
                        ? "This was an open loop: events were due at times that do not depend on the bus, and each latency"
                                + " counts from when its event was due. What had to wait because the bus, or a publisher,"
                                + " was behind has waited in these figures too (they are corrected for coordinated"
                                + " omission)."
                        : "This was a closed loop: an event was published when another had ended. It shows how much the"
                                + " bus can do. Its latencies are mostly the time in the queue that the load itself"
                                + " keeps full, and a bus that stalls is not asked anything meanwhile: to judge latency,"
                                + " use an open loop (--rate)."));
        words.add(
                new Block.Prose(
                        "A latency ends when the publisher has the receipt: all subscribers have been visited by"
                                + " then. Events that were open when the time was over were waited for, and are among the latencies."));
        if (plan.warmUpNanos() > 0) {
            words.add(
                    new Block.Prose("The warm-up is shown in the plots over time, shaded, and is in no other figure."));
        }
        return words;
    }
}
