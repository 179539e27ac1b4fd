package io.chainbus.history.check;

import io.chainbus.history.Place;
import io.chainbus.history.Stamp;

/**
 * A line that may be needed as proof.
 *
 * @param number counts the lines in the order in which they were checked, over all files
 */
record Mark(long number, Place place, Stamp stamp) {

    boolean before(Mark other) {
        return number < other.number;
    }

    /** Whether the times of the two can be compared. */
    boolean sameNode(Mark other) {
        return stamp.node().equals(other.stamp.node());
    }
}
