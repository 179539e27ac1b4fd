package io.chainbus.torture;

import io.chainbus.torture.run.Figure;
import io.chainbus.torture.run.TortureReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A run's report, for people and for programs. */
final class TortureText {

    private TortureText() {}

    static List<String> lines(TortureReport report) {
        List<String> lines = new ArrayList<>();
        lines.add("seed %d, plan %s, %d rounds in %.1f s"
                .formatted(
                        report.seed(),
                        report.digest(),
                        report.rounds(),
                        report.took().toMillis() / 1e3));
        for (Figure figure : Figure.values()) {
            lines.add(
                    String.format(Locale.ROOT, "%,12d %s", report.figures().getOrDefault(figure, 0L), figure.label()));
        }
        lines.addAll(report.broken());
        lines.add(
                report.holds()
                        ? "every promise was kept: history, handlers and receipts agree"
                        : "a promise was broken; seed " + report.seed() + " makes the same plan again");
        return lines;
    }

    static String json(TortureReport report) {
        StringBuilder json = new StringBuilder("{\n  \"seed\" : ").append(report.seed());
        json.append(",\n  \"plan\" : \"").append(report.digest()).append('"');
        json.append(",\n  \"rounds\" : ").append(report.rounds());
        json.append(",\n  \"milliseconds\" : ").append(report.took().toMillis());
        for (Figure figure : Figure.values()) {
            json.append(",\n  \"")
                    .append(camel(figure.label()))
                    .append("\" : ")
                    .append(report.figures().getOrDefault(figure, 0L));
        }
        return json.append(",\n  \"holds\" : ")
                .append(report.holds())
                .append("\n}\n")
                .toString();
    }

    private static String camel(String label) {
        int space = label.indexOf(' ');
        return space < 0
                ? label
                : label.substring(0, space)
                        + label.substring(space + 1, space + 2).toUpperCase(Locale.ROOT)
                        + label.substring(space + 2);
    }
}
