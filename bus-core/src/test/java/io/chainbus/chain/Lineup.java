package io.chainbus.chain;

import io.chainbus.event.Direction;
import java.util.ArrayList;
import java.util.List;

/** A membership for tests in which it only matters who stands where: whoever joins later stands later. */
public final class Lineup {

    private final Membership<String> membership;

    /** Of a membership that somebody else owns. */
    public Lineup(Membership<String> membership) {
        this.membership = membership;
    }

    public static Lineup of(String... ids) {
        Lineup lineup = new Lineup(new Membership<>());
        for (String id : ids) {
            lineup.join(id);
        }
        return lineup;
    }

    /** Members named m0, m1 and so on. */
    public static Lineup ofSize(int size) {
        Lineup lineup = of();
        for (int number = 0; number < size; number++) {
            lineup.join("m" + number);
        }
        return lineup;
    }

    public Lineup join(String id) {
        return join(id, Position.DEFAULT, false);
    }

    public Lineup join(String id, Position position) {
        return join(id, position, false);
    }

    public Lineup observe(String id) {
        return join(id, Position.DEFAULT, true);
    }

    private Lineup join(String id, Position position, boolean observer) {
        Admission<String> admission = membership.admit(new Candidate<>(id, position, observer, "subscriber " + id));
        if (admission instanceof Admission.Refused<String> refused) {
            throw new IllegalArgumentException(refused.refusal().message());
        }
        return this;
    }

    public Lineup leave(String id) {
        membership.remove(membership.find(id).orElseThrow());
        return this;
    }

    public Route<String> route() {
        return membership.route();
    }

    public int place(String id) {
        return route().indexOf(membership.find(id).orElseThrow());
    }

    /** The places that those have at present. */
    public Places places(String... ids) {
        Places.Builder places = Places.on(route());
        for (String id : ids) {
            places.add(place(id));
        }
        return places.build();
    }

    /** Who stands at those places, in DESCENDING order. */
    public static List<String> ids(Places places) {
        List<String> ids = new ArrayList<>();
        for (int place = places.first(Direction.DESCENDING);
                place != Places.NOWHERE;
                place = places.next(place, Direction.DESCENDING)) {
            ids.add(places.route().member(place).id());
        }
        return ids;
    }
}
