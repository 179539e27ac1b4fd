package io.chainbus.bench;

import io.chainbus.bench.candidate.Candidate;
import io.chainbus.bench.candidate.Traits;
import io.chainbus.bench.contest.Effort;
import io.chainbus.bench.contest.Requirement;
import io.chainbus.bench.contest.Results;
import io.chainbus.bench.contest.Run;
import io.chainbus.bench.trial.Cell;
import io.chainbus.bench.trial.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a contest found, for people: ratios first. */
final class BenchText {

    private static final String NAME = "  %-22s";
    private static final double MILLION = 1e6;
    private static final double MICRO = 1e3;

    private final Results results;
    private final List<String> lines = new ArrayList<>();

    private BenchText(Results results) {
        this.results = results;
    }

    static List<String> lines(Results results, List<Requirement> requirements, Effort effort, Conditions conditions) {
        BenchText text = new BenchText(results);
        text.add(
                "%s",
                conditions.text(Conditions.medians(effort.rounds())
                        + ", a ratio of what two did in the same one (lowest to highest)"));
        conditions.unrest().ifPresent(text.lines::add);
        text.ratios();
        text.traits();
        text.lines.addAll(RequirementText.lines(requirements));
        text.figures();
        text.paced();
        text.faults();
        return text.lines;
    }

    private void ratios() {
        List<Cell> cells = cells(false);
        List<Candidate> others =
                candidates().filter(other -> other != Candidate.CHAINBUS).toList();
        if (others.isEmpty() || results.runs(false).stream().noneMatch(run -> run.candidate() == Candidate.CHAINBUS)) {
            return;
        }
        heading("Throughput of chainbus / that of");
        header(cells);
        for (Candidate other : others) {
            row(
                    other,
                    cells,
                    cell -> results.ratio(
                                    new Run(Candidate.CHAINBUS, cell),
                                    new Run(other, cell),
                                    Sample::deliveriesPerSecond)
                            .map(median -> RequirementText.digits(median.value())));
        }
    }

    private void figures() {
        table("Million deliveries a second", Sample::deliveriesPerSecond, MILLION);
        table("Bytes allocated a delivery", Sample::bytesPerDelivery, 1);
        table("A single event on an idle bus, us, p50 (of actors: from inside an actor)", Sample::p50, MICRO);
        table("The same, us, p99", Sample::p99, MICRO);
    }

    private void table(String heading, ToDoubleFunction<Sample> figure, double unit) {
        List<Cell> cells = cells(false);
        if (cells.isEmpty()) {
            return;
        }
        heading(heading);
        header(cells);
        candidates()
                .forEach(candidate -> row(
                        candidate,
                        cells,
                        cell -> results.median(new Run(candidate, cell), figure)
                                .map(median -> RequirementText.digits(median.value() / unit))));
    }

    private void paced() {
        if (results.runs(true).isEmpty()) {
            return;
        }
        heading("At a fixed rate, us from when an event was due until all had had it: p50, p99, p99.9, highest");
        for (Run run : results.runs(true)) {
            add(
                    NAME + " %-44s %s",
                    run.candidate(),
                    run.cell(),
                    Stream.<ToDoubleFunction<Sample>>of(
                                    Sample::p50,
                                    Sample::p99,
                                    sample -> sample.latency().p999(),
                                    sample -> sample.latency().highest())
                            .map(figure -> "%10s"
                                    .formatted(results.median(run, figure)
                                            .map(median -> RequirementText.digits(median.value() / MICRO))
                                            .orElse("unsound")))
                            .collect(Collectors.joining()));
        }
    }

    private void traits() {
        heading(
                "What each does beside delivering, and what it does not (wired: by the code that calls, nobody can join)");
        add(NAME + " %-16s %-10s %-18s %s", "", "order", "receipt", "back-pressure", "undo");
        candidates().forEach(candidate -> {
            Traits traits = candidate.traits();
            add(
                    NAME + " %-16s %-10s %-18s %s",
                    candidate,
                    traits.order(),
                    traits.receipt(),
                    traits.backPressure(),
                    traits.undo());
        });
    }

    private void faults() {
        List<String> faults = results.faults();
        if (!faults.isEmpty()) {
            heading("Not delivered as promised; these figures are left out");
            faults.forEach(fault -> add("  %s", fault));
        }
    }

    private Stream<Candidate> candidates() {
        return Candidate.ALL.stream()
                .filter(candidate -> Stream.of(true, false)
                        .flatMap(paced -> results.runs(paced).stream())
                        .anyMatch(run -> run.candidate() == candidate));
    }

    private List<Cell> cells(boolean paced) {
        return results.runs(paced).stream().map(Run::cell).distinct().toList();
    }

    /** Several lines: what is the same for all cells is not said. */
    private void header(List<Cell> cells) {
        add(NAME + "%s", "subscribers", columns(cells, cell -> Integer.toString(cell.subscribers())));
        if (cells.stream().anyMatch(cell -> cell.publishers() > 1)) {
            add(NAME + "%s", "publishers", columns(cells, cell -> Integer.toString(cell.publishers())));
        }
        if (cells.stream().anyMatch(cell -> cell.handlerMicros() > 0)) {
            add(NAME + "%s", "us a handler", columns(cells, cell -> Integer.toString(cell.handlerMicros())));
        }
    }

    private void row(Candidate candidate, List<Cell> cells, Function<Cell, Optional<String>> value) {
        add(NAME + "%s", candidate, columns(cells, cell -> value.apply(cell).orElse("-")));
    }

    private static String columns(List<Cell> cells, Function<Cell, String> value) {
        return cells.stream().map(cell -> "%10s".formatted(value.apply(cell))).collect(Collectors.joining());
    }

    private void heading(String text) {
        add("");
        add("%s", text);
    }

    private void add(String format, Object... arguments) {
        lines.add(String.format(Locale.ROOT, format, arguments).stripTrailing());
    }
}
