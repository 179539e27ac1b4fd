package io.chainbus.history.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What has been found so far: all of it is counted, and so much of it kept that memory stays bounded. */
final class Findings {

    /** A violation need not name each of a thousand lines that prove it. */
    private static final int LINES = 12;

    private final Map<Promise, Long> counts = new EnumMap<>(Promise.class);
    private final List<Violation> shown = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private long unshownNotes;

    void broken(Promise promise, String chain, String message, Mark... proof) {
        broken(promise, chain, message, Arrays.asList(proof));
    }

    void broken(Promise promise, String chain, String message, Collection<Mark> proof) {
        counts.merge(promise, 1L, Long::sum);
        if (shown.size() < HistoryChecker.SHOWN) {
            shown.add(new Violation(
                    promise,
                    chain,
                    message,
                    proof.stream()
                            .sorted(Comparator.comparingLong(Mark::number))
                            .map(Mark::place)
                            .distinct()
                            .limit(LINES)
                            .toList()));
        }
    }

    void note(String note) {
        if (notes.size() < HistoryChecker.SHOWN) {
            notes.add(note);
        } else {
            unshownNotes++;
        }
    }

    CheckReport report(CheckReport.Figures figures) {
        List<String> all = new ArrayList<>(notes);
        if (unshownNotes > 0) {
            all.add("and " + unshownNotes + " more notes");
        }
        return new CheckReport(figures, counts, shown, all);
    }
}
