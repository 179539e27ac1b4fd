package io.chainbus.cli;

import io.chainbus.history.check.CheckReport;
import io.chainbus.history.check.Promise;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.stream.Collectors;

/** What a check found, for people. */
final class CheckText {

    private CheckText() {}

    static void print(CheckReport report, PrintWriter out) {
        CheckReport.Figures figures = report.figures();
        out.printf("checked %s, %s%n", count(figures.lines(), "line"), count(figures.chains(), "chain"));
        out.printf("  subscribers: %d joined, %d left%n", figures.joined(), figures.left());
        out.printf("  walks: %d, %d of them vetoed, %d not ended%n", figures.walks(), figures.vetoed(), figures.open());
        out.printf(
                "  visits: %d, %d undone, %d skipped, %d answered late%n",
                figures.visits(), figures.undone(), figures.skipped(), figures.late());
        if (figures.refused() > 0) {
            out.printf("  refused: %d%n", figures.refused());
        }
        report.notes().forEach(note -> out.println("note: " + note));
        report.shown().forEach(out::println);
        long more = report.violationCount() - report.shown().size();
        if (more > 0) {
            out.printf("and %d more%n", more);
        }
        out.println("violations: " + report.violationCount() + byPromise(report));
    }

    private static String count(long count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }

    private static String byPromise(CheckReport report) {
        if (report.violationCount() == 0) {
            return "";
        }
        return Arrays.stream(Promise.values())
                .filter(report.violations()::containsKey)
                .map(promise -> promise + " " + promise.title() + ": "
                        + report.violations().get(promise))
                .collect(Collectors.joining(", ", " (", ")"));
    }
}
