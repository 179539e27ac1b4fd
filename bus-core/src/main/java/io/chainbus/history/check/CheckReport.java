package io.chainbus.history.check;

import java.util.List;
import java.util.Map;

/**
 * What a check found.
 *
 * @param violations how many there are in all, by promise; a promise that was kept is not in it
 * @param shown the violations themselves, in the order in which they were found; at most
 *     {@link HistoryChecker#SHOWN}
 * @param notes what a reader should know but breaks no promise, such as walks that had not ended
 */
public record CheckReport(Figures figures, Map<Promise, Long> violations, List<Violation> shown, List<String> notes) {

    public CheckReport {
        violations = Map.copyOf(violations);
        shown = List.copyOf(shown);
        notes = List.copyOf(notes);
    }

    /** How many violations there are, shown or not. */
    public long violationCount() {
        return violations.values().stream().mapToLong(Long::longValue).sum();
    }

    /**
     * How much was checked.
     *
     * @param lines of the types that readers know
     * @param joined registrations
     * @param left registrations that ended
     * @param walks publishes that were accepted, replays and teardowns too
     * @param visits forward, replay and teardown visits
     * @param undone visits of undos
     * @param vetoed walks that ended so
     * @param skipped visits that did not take place since the subscriber was leaving or gone
     * @param refused registrations and publishes
     * @param late answers after a deadline
     * @param open walks that had not ended when the history did
     */
    public record Figures(
            long lines,
            long chains,
            long joined,
            long left,
            long walks,
            long visits,
            long undone,
            long vetoed,
            long skipped,
            long refused,
            long late,
            long open) {}
}
