package io.chainbus.history.check;

import io.chainbus.history.Recorded;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A membership in its order: whom a walk can visit, and where each of them stands. Immutable. */
final class Route {

    private final List<Member> descending;
    private final List<Member> ascending;
    private final Map<String, Integer> places = new HashMap<>();

    /**
     * @param members in the order of registration
     */
    Route(Collection<Member> members) {
        descending = Order.of(members);
        ascending = new ArrayList<>(descending);
        Collections.reverse(ascending);
        for (int place = 0; place < descending.size(); place++) {
            places.put(descending.get(place).id, place);
        }
    }

    /** Those on it, as a walk of that direction comes to them. */
    List<Member> towards(Recorded.Direction direction) {
        return direction == Recorded.Direction.DESCENDING ? descending : ascending;
    }

    @Nullable
    Member member(String id) {
        Integer place = places.get(id);
        return place == null ? null : descending.get(place);
    }

    /** How many a walk of that direction comes to before that subscriber, which is on the route. */
    int place(String id, Recorded.Direction direction) {
        Integer place = places.get(id);
        if (place == null) {
            throw new IllegalArgumentException(id + " is not on the route");
        }
        return direction == Recorded.Direction.DESCENDING ? place : descending.size() - 1 - place;
    }
}
