package io.chainbus.cluster.home;

import io.chainbus.chain.Places;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Cuts walks into segments. Single-threaded. */
final class Segments {

    /** Those of the walks that were seen last, which are mostly all alike, by their first places. */
    private @Nullable Segment[] known = new Segment[0];

    private @Nullable Places targets;

    /** The segment that begins at that place, which can be reached. */
    @SuppressWarnings("ReferenceEquality") // walks of the same route share their targets
    Segment of(Journey journey, int place) {
        if (journey.walk.undoing()) {
            return cut(journey, place, true);
        }
        if (targets != journey.walk.targets()) {
            targets = journey.walk.targets();
            known = new Segment[targets.route().size()];
        }
        Segment segment = known[place];
        if (segment == null) {
            segment = cut(journey, place, false);
            known[place] = segment;
        }
        return segment;
    }

    /** Somebody can be reached no more, or is another one. */
    void changed() {
        targets = null;
    }

    private static Segment cut(Journey journey, int first, boolean back) {
        HomeSeat seat = journey.route.subscriber(first);
        List<Integer> places = new ArrayList<>();
        List<Long> numbers = new ArrayList<>();
        int place = first;
        while (place != Places.NOWHERE) {
            HomeSeat next = journey.route.subscriber(place);
            if (!next.reachable() || !next.agent().equals(seat.agent())) {
                break;
            }
            places.add(place);
            numbers.add(next.registration().number());
            place = journey.walk.next(place);
        }
        return new Segment(seat.agent(), places, numbers, back);
    }
}
