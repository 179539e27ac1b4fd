package io.chainbus.cluster.layout;

import java.util.List;

/**
 * A route as it was when trains left by it: who stood where, first to last on the way down, and with which agent. Walks
 * keep to it whoever coordinates them, so that one which goes on after a recovery visits nobody in another order, and
 * nobody who has come back meanwhile instead of who was there.
 *
 * @param number unique in the chain
 * @param version of the membership
 */
public record Layout(long number, long version, List<Registration> places) {

    public Layout {
        places = List.copyOf(places);
    }
}
