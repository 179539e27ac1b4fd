package io.chainbus.kernel.demo;

import io.chainbus.history.HistorySource;
import io.chainbus.history.PlacedLine;
import io.chainbus.history.check.CheckReport;
import io.chainbus.history.check.HistoryChecker;
import io.chainbus.kernel.loader.UnloadResult;
import io.chainbus.kernel.tree.ModuleTree;
import java.io.IOException;
import java.io.Writer;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the demo came to: by its kernel's account, and by the recorded history, which is read and checked as any other. */
public final class DemoReport {

    private final DemoSettings settings;
    private final DemoOutcome outcome;
    private final RecordedOrder order;
    private final CheckReport check;
    private final Duration took;
    private final Duration checked;

    private DemoReport(
            DemoSettings settings,
            DemoOutcome outcome,
            RecordedOrder order,
            CheckReport check,
            Duration took,
            Duration checked) {
        this.settings = settings;
        this.outcome = outcome;
        this.order = order;
        this.check = check;
        this.took = took;
        this.checked = checked;
    }

    /**
     * Reads and checks the history of a run, which has been written to its end.
     *
     * @param ran how long the run took
     * @throws io.chainbus.history.HistoryFormatException if it is none, which is a bug of whoever wrote it
     */
    static DemoReport of(DemoSettings settings, DemoOutcome outcome, HistorySource history, Duration ran) {
        long began = System.nanoTime();
        RecordedOrder order = new RecordedOrder(example(outcome, settings.tree()));
        HistoryChecker checker = new HistoryChecker();
        while (history.hasNext()) {
            PlacedLine line = history.next();
            checker.accept(line);
            order.accept(line.line().entry());
        }
        CheckReport check = checker.finish();
        return new DemoReport(settings, outcome, order, check, ran, Duration.ofNanos(System.nanoTime() - began));
    }

    /** A module that came and went, if there is one, and one that was patched while it came, if there is one of those. */
    private static String example(DemoOutcome outcome, ModuleTree tree) {
        Set<String> gone = outcome.unloads().stream()
                .filter(UnloadResult.Unloaded.class::isInstance)
                .map(result -> ((UnloadResult.Unloaded) result).name())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        Stream<String> patched = outcome.plan().livepatches().stream()
                .filter(livepatch -> livepatch.time() == PlannedLivepatch.Time.THROUGHOUT)
                .flatMap(livepatch -> livepatch.objects().stream())
                .filter(gone::contains);
        return Stream.concat(patched, gone.stream())
                .findFirst()
                .orElseGet(() -> tree.modules().iterator().next().name());
    }

    /** Whether everything that the demo checks holds. */
    public boolean holds() {
        return outcome.asPlanned()
                && order.up().holds()
                && order.down().holds()
                && order.undo().holds()
                && order.failed() == 0
                && check.violationCount() == 0
                && check.figures().open() == 0;
    }

    /** A summary for people, lines with {@code \n} between them. */
    public String text() {
        return DemoText.of(this);
    }

    /** The figures as one JSON object. */
    public void writeJson(Writer out) throws IOException {
        DemoJson.write(this, out);
    }

    DemoSettings settings() {
        return settings;
    }

    DemoOutcome outcome() {
        return outcome;
    }

    RecordedOrder order() {
        return order;
    }

    CheckReport check() {
        return check;
    }

    /** The run itself, without reading the tree before it and checking the history after it. */
    Duration took() {
        return took;
    }

    /** Reading and checking the history. */
    Duration checked() {
        return checked;
    }
}
