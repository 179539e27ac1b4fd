package io.chainbus.history.check;

/** Counts of the lines, over all chains. */
final class Tally {

    long lines;
    long joined;
    long left;
    long walks;
    long visits;
    long undone;
    long vetoed;
    long skipped;
    long refused;
    long late;
    long open;

    CheckReport.Figures figures(long chains) {
        return new CheckReport.Figures(
                lines, chains, joined, left, walks, visits, undone, vetoed, skipped, refused, late, open);
    }
}
