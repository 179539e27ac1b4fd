package io.chainbus.transit;

import io.chainbus.chain.Route;
import io.chainbus.event.Direction;
import io.chainbus.walk.Walk;
import java.util.ArrayList;
import java.util.List;

/**
 * Walks that had waited each for its own answer and now go on: those that go the same way from the same place go
 * together. Single-threaded.
 */
final class Regrouping<T> {

    private record Group<T>(Route<SubscriberHandle<T>> route, Direction heading, int place, List<Walk<T>> walks) {}

    private final Rail<T> rail;
    private final List<Group<T>> groups = new ArrayList<>(1);

    Regrouping(Rail<T> rail) {
        this.rail = rail;
    }

    /** Makes the verdict that walk's, which waited at {@code pending}, and takes it along. */
    void add(Pending<T> pending, Pending.Answer answer) {
        rail.note(pending.walk(), pending.place(), answer.verdict(), answer.source(), pending.from(), answer.to());
        for (Group<T> group : groups) {
            if (group.route == pending.route()
                    && group.heading == pending.heading()
                    && group.place == pending.place()) {
                group.walks.add(pending.walk());
                return;
            }
        }
        List<Walk<T>> walks = new ArrayList<>(1);
        walks.add(pending.walk());
        groups.add(new Group<>(pending.route(), pending.heading(), pending.place(), walks));
    }

    void send() {
        for (Group<T> group : groups) {
            rail.goOn(group.route, group.heading, group.place, group.walks, false);
        }
        groups.clear();
    }
}
