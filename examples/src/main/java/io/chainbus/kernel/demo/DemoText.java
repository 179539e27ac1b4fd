package io.chainbus.kernel.demo;

import io.chainbus.history.check.CheckReport;
import io.chainbus.history.check.Violation;
import io.chainbus.kernel.demo.RecordedOrder.Count;
import io.chainbus.kernel.loader.LoadResult;
import io.chainbus.kernel.tree.ModuleTree;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The summary for people. */
final class DemoText {

    /** So many violations of one kind are shown. */
    private static final int SHOWN = 10;

    private final DemoReport report;
    private final DemoOutcome outcome;
    private final RecordedOrder order;
    private final List<String> lines = new ArrayList<>();

    private DemoText(DemoReport report) {
        this.report = report;
        this.outcome = report.outcome();
        this.order = report.order();
    }

    static String of(DemoReport report) {
        DemoText text = new DemoText(report);
        text.modules();
        text.order();
        text.vetoes();
        text.verdict();
        return String.join("\n", text.lines);
    }

    private void modules() {
        ModuleTree tree = report.settings().tree();
        line(
                "kernel",
                "%s: %d modules, %d dependencies, %d ftrace sites",
                tree.version(),
                tree.size(),
                tree.dependencyEdges(),
                tree.ftraceSites());
        line(
                "booted",
                "%d of %d modules of the boot list",
                outcome.bootedLive(),
                outcome.booted().size());
        line(
                "loaded",
                "%d modules by %s; %d refused, and %d more that need one of those",
                outcome.up().size(),
                many(report.settings().loaders(), "loader"),
                outcome.refused().size(),
                outcome.failedWithDependency());
        line(
                "patched",
                "%s by %s, while they came or while they were live",
                many(outcome.hooks(), "function"),
                many(outcome.plan().livepatches().size(), "livepatch"));
        line("unloaded", "%d modules, newest first%s", outcome.unloaded(), stayed());
        lines.add("");
    }

    private String stayed() {
        long all = outcome.stayed().size();
        long withoutExit = outcome.withoutExit();
        if (all == 0) {
            return "";
        }
        String used = all == withoutExit ? "" : "; they use the other " + (all - withoutExit);
        return "; %d stay, since %d of them have an init and no exit: a kernel can never unload those%s"
                .formatted(all, withoutExit, used);
    }

    private void order() {
        CheckReport.Figures figures = report.check().figures();
        line("walks", "%d with %d visits, and %d visits to undo", figures.walks(), figures.visits(), figures.undone());
        if (!order.exampleUp().isEmpty()) {
            line("up", "%s", String.join(" > ", order.exampleUp()));
            line("down", "%s", String.join(" > ", order.exampleDown()));
            line("", "(one module's walks, as recorded; who had nothing to hold is not asked to let go)");
        }
        line(
                "order",
                "up, ftrace before livepatch: %s; down, livepatch before ftrace: %s",
                of(order.up()),
                of(order.down()));
        lines.add("");
    }

    private void vetoes() {
        StringBuilder who = new StringBuilder();
        for (Map.Entry<String, Integer> vetoer : order.vetoes().entrySet()) {
            who.append(who.isEmpty() ? ": " : ", ")
                    .append(vetoer.getValue())
                    .append(" by ")
                    .append(vetoer.getKey());
        }
        line(
                "vetoes",
                "%s%s%s",
                many(report.check().figures().vetoed(), "walk"),
                who,
                order.vetoes().isEmpty() ? "" : " (whoever needs a refused module tries it again)");
        outcome.refused().forEach((name, failed) -> line("", "%s: %s", name, why(failed)));
        if (!order.exampleUndo().isEmpty()) {
            line(
                    "undone",
                    "after %s's veto of %s: %s",
                    order.exampleVetoer(),
                    order.exampleVetoed(),
                    String.join(" > ", order.exampleUndo()));
            line("", "in all undos, livepatch before ftrace: %s", of(order.undo()));
        }
        lines.add("");
    }

    private static String why(LoadResult.Failed failed) {
        return failed.reason() instanceof LoadResult.Reason.Refused refused
                ? refused.detail()
                : failed.errno().toString();
    }

    private void verdict() {
        CheckReport check = report.check();
        line(
                "ftrace",
                "%d records made, %s of order",
                outcome.ftraceRecords(),
                many(outcome.violations().size(), "violation"));
        outcome.violations().stream().limit(SHOWN).forEach(violation -> line("", "%s", violation.message()));
        line(
                "history",
                "%s of the promises P1 to P8 in %d lines",
                many(check.violationCount(), "violation"),
                check.figures().lines());
        check.shown().stream().limit(SHOWN).map(Violation::toString).forEach(violation -> line("", "%s", violation));
        outcome.surprises().forEach(surprise -> line("but", "%s", surprise));
        if (!report.holds()) {
            line("but", "%s", whatElse());
        }
        line(
                "took",
                "%.1f s up and down, %.1f s to check (seed %d)",
                seconds(report.took()),
                seconds(report.checked()),
                report.settings().seed());
        lines.add("");
        lines.add(
                report.holds()
                        ? "What came up in one order went down in exactly the opposite order."
                        : "Not everything held.");
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    private String whatElse() {
        return "refused as planned: %s; hooks left: %d; failed visits: %d; open walks: %d"
                .formatted(
                        outcome.refused().keySet().equals(outcome.plan().refusedByAnyone()), outcome.hooksLeft(),
                        order.failed(), report.check().figures().open());
    }

    private static String of(Count count) {
        return count.right() + " of " + count.all();
    }

    private static String many(long count, String thing) {
        String plural = thing.endsWith("ch") ? thing + "es" : thing + "s";
        return count + " " + (count == 1 ? thing : plural);
    }

    private void line(String what, String format, Object... arguments) {
        lines.add(String.format(Locale.ROOT, "%-10s%s", what, String.format(Locale.ROOT, format, arguments)));
    }
}
