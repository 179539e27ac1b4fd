package io.chainbus.torture.run;

import java.util.Locale;

/** What is counted. */
public enum Figure {
    WALKS,
    VISITS,
    UNDONE,
    VETOES,
    JOINS,
    LEAVES,
    DEATHS,
    ABSENCES,
    RETURNS,
    REPLAYS,
    TEARDOWNS,
    THROWS,
    DEADLINES,
    STUCK,
    LATE,
    SKIPPED,
    ALREADY_UP,
    OVERLOADS,
    JOINS_REFUSED,
    INSIDE,
    WAITS,
    CIRCLES,
    CALLS,
    LINES;

    /** As it is shown. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
