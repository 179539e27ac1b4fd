package io.chainbus.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A subscriber's turn in a walk that has not taken place.
 *
 * @param turn the number of the visit, from 1, if nobody before it ends the walk
 * @param place where it stands in the chain's order, from 1, in a DESCENDING count of all who are registered
 * @param attendance why it is visited
 * @param reasons why it stands there
 */
public record Place(int turn, int place, String subscriber, Attendance attendance, List<Reason> reasons) {

    public Place {
        reasons = List.copyOf(reasons);
    }

    /** All that there is to say of it, in one line. */
    public String text() {
        List<String> parts = new ArrayList<>();
        parts.add(attendance.text());
        reasons.forEach(reason -> parts.add(reason.text()));
        return parts.stream().filter(part -> !part.isEmpty()).collect(Collectors.joining("; "));
    }
}
