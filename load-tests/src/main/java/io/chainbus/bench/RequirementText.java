package io.chainbus.bench;

import io.chainbus.bench.contest.Median;
import io.chainbus.bench.contest.Requirement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What must hold and whether it does, for people. */
final class RequirementText {

    private RequirementText() {}

    /** A heading and a line for each that was measured; nothing where none was. */
    static List<String> lines(List<Requirement> requirements) {
        List<Requirement> measured = requirements.stream()
                .filter(requirement -> requirement.found().isPresent())
                .toList();
        List<String> lines = new ArrayList<>();
        if (measured.isEmpty()) {
            return lines;
        }
        lines.add("");
        lines.add("What must hold of chainbus");
        for (Requirement requirement : measured) {
            lines.add(String.format(
                    Locale.ROOT,
                    "  %-4s%-58s %-26s %s",
                    requirement.broken() ? "NO" : "yes",
                    requirement.what(),
                    spread(requirement.found().orElseThrow()),
                    requirement.bound()));
        }
        int missing = requirements.size() - measured.size();
        if (missing > 0) {
            lines.add("  " + missing + " more were not measured, or not with a sound result");
        }
        return lines;
    }

    private static String spread(Median median) {
        return "%s (%s to %s)".formatted(digits(median.value()), digits(median.lowest()), digits(median.highest()));
    }

    /** With three digits that count. */
    static String digits(double value) {
        int decimals = value >= 100 ? 0 : value >= 10 ? 1 : value >= 1 ? 2 : 3;
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }
}
