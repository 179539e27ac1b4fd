package io.chainbus.cluster.home;

import io.chainbus.chain.Places;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Cuts walks into segments. Single-threaded. */
final class Segments {

    /** The one cut last: the walks of a train are mostly all alike. */
    private @Nullable Segment latest;

    private @Nullable Places latestTargets;
    private int latestPlace;

    /** The segment that begins at that place, which can be reached. */
    @SuppressWarnings("ReferenceEquality") // walks of a train share their targets
    Segment of(Journey journey, int place) {
        boolean back = journey.walk.undoing();
        Segment known = latest;
        if (!back && known != null && latestTargets == journey.walk.targets() && latestPlace == place) {
            return known;
        }
        Segment segment = cut(journey, place, back);
        if (!back) {
            latest = segment;
            latestTargets = journey.walk.targets();
            latestPlace = place;
        }
        return segment;
    }

    /** Somebody can be reached no more, or is another one. */
    void changed() {
        latest = null;
        latestTargets = null;
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
