package io.chainbus.load.drive;

/**
 * When the parts of a run are, as {@link System#nanoTime} tells the time; differences of those count, not which is
 * greater.
 */
record Timeline(long origin, long warmUpNanos, long wholeNanos, Stop stop) {

    long measuredFrom() {
        return origin + warmUpNanos;
    }

    /** How long the run has lasted. */
    long at(long now) {
        return now - origin;
    }

    /** Whether nothing is to be published any more. */
    boolean isOver(long now) {
        return at(now) >= wholeNanos || stop.isAsked();
    }
}
