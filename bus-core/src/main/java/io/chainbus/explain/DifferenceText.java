package io.chainbus.explain;

import java.util.ArrayList;
import java.util.List;

/** A difference as a table. */
final class DifferenceText {

    private DifferenceText() {}

    static List<String> of(Difference difference) {
        List<String> lines = new ArrayList<>();
        Explanation to = difference.to();
        if (difference.isEmpty()) {
            lines.add("nothing changes");
            return lines;
        }
        int width = difference.changes().stream()
                .mapToInt(change -> change.subscriber().length())
                .max()
                .orElse(0);
        for (Change change : difference.changes()) {
            lines.add(line(change, to, width));
        }
        int kept = to.visited().size()
                - (int) difference.changes().stream()
                        .filter(change -> !(change instanceof Change.Disappears))
                        .count();
        if (kept > 0) {
            lines.add(kept == 1 ? "the other one stays" : "the other " + kept + " keep their order");
        }
        return lines;
    }

    private static String line(Change change, Explanation to, int width) {
        String what;
        String turns;
        String why;
        if (change instanceof Change.Moved moved) {
            what = "moves";
            turns = moved.from().turn() + " -> " + moved.to().turn();
            why = moved.to().text();
        } else if (change instanceof Change.Appears appears) {
            what = "appears";
            turns = "-> " + appears.at().turn();
            why = appears.at().text();
        } else if (change instanceof Change.Disappears disappears) {
            what = "disappears";
            turns = disappears.from().turn() + " ->  ";
            why = whyAbsent(disappears.subscriber(), to);
        } else {
            throw new IllegalStateException("no words for " + change);
        }
        return "%-10s  %10s  %s%s  %s"
                .formatted(
                        what,
                        turns,
                        change.subscriber(),
                        " ".repeat(width - change.subscriber().length()),
                        why)
                .stripTrailing();
    }

    private static String whyAbsent(String subscriber, Explanation to) {
        return to.absent().stream()
                .filter(absence -> absence.subscriber().equals(subscriber))
                .map(absence -> absence.why().text())
                .findFirst()
                .orElse("");
    }
}
