package io.chainbus.bench;

import io.chainbus.bench.contest.Requirement;
import io.chainbus.bench.scale.Growth;
import io.chainbus.bench.scale.Scale;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How Chainbus grows, for people. */
final class ScaleText {

    private ScaleText() {}

    static List<String> lines(
            List<Growth> growths, List<Requirement> requirements, Scale.Effort effort, Conditions conditions) {
        List<String> lines = new ArrayList<>();
        lines.add(conditions.text(Conditions.medians(effort.rounds())));
        conditions.unrest().ifPresent(lines::add);
        lines.addAll(RequirementText.lines(requirements));
        growths.forEach(growth -> addTable(lines, growth));
        return lines;
    }

    private static void addTable(List<String> lines, Growth growth) {
        lines.add("");
        lines.add(growth.title());
        List<Integer> widths = new ArrayList<>();
        StringBuilder header = new StringBuilder(String.format(Locale.ROOT, "  %-10s", ""));
        for (Growth.Column column : growth.columns()) {
            int width = Math.max(12, column.label().length() + 3);
            widths.add(width);
            header.append(String.format(Locale.ROOT, "%" + width + "s", column.label()));
        }
        lines.add(header.toString());
        for (Growth.Row row : growth.rows()) {
            StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "  %,10d", row.size()));
            for (int i = 0; i < widths.size(); i++) {
                String text = growth.columns()
                        .get(i)
                        .quantity()
                        .text(row.values().get(i).value());
                line.append(String.format(Locale.ROOT, "%" + widths.get(i) + "s", text));
            }
            lines.add(line.toString());
        }
    }
}
