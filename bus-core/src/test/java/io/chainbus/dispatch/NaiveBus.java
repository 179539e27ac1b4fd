package io.chainbus.dispatch;

import io.chainbus.event.Direction;
import io.chainbus.event.Phase;
import io.chainbus.event.Role;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The simplest possible bus: lists, and DESIGN's words one by one each time they are needed. It shares no code with the
 * real one, only the values that go in and come out.
 */
final class NaiveBus {

    /**
     * A subscriber.
     *
     * @param name tells the registrations of one id apart
     * @param after an id that it stands after, or an empty string
     */
    record Sub(String name, String id, int priority, String after, boolean observer) {}

    record Event(long number, String key, Phase phase) {}

    record Hold(String key, Sub holder) {}

    /**
     * What becomes of those whose turn has come.
     *
     * @param refused their numbers
     */
    record Depart(List<NaiveWalk> started, List<Long> refused) {}

    private final Holding holding;
    private final List<Sub> registered = new ArrayList<>();
    private final List<Hold> holds = new ArrayList<>();
    /** For each key that is up: the phases that it is up in. */
    private final Map<String, List<Phase>> up = new LinkedHashMap<>();
    /** For each key: those that have not ended, the first of them ready or under way. */
    private final Map<String, List<Event>> lines = new LinkedHashMap<>();
    /** In the order in which they became so. */
    private final List<Event> ready = new ArrayList<>();

    private int registrations;

    NaiveBus(Holding holding) {
        this.holding = holding;
    }

    Sub register(String id, int priority, String after, boolean observer) {
        registrations++;
        Sub sub = new Sub(id + "#" + registrations, id, priority, after, observer);
        registered.add(sub);
        return sub;
    }

    void leave(String id) {
        registered.removeIf(sub -> sub.id().equals(id));
        holds.removeIf(hold -> hold.holder().id().equals(id));
    }

    /** Of those who wait for nobody, the highest priority comes next, and among equals the earliest registered. */
    List<Sub> order() {
        List<Sub> unplaced = new ArrayList<>(registered);
        List<Sub> order = new ArrayList<>();
        while (!unplaced.isEmpty()) {
            Sub best = null;
            for (Sub sub : unplaced) {
                if (!waits(sub, unplaced) && (best == null || sub.priority() > best.priority())) {
                    best = sub;
                }
            }
            unplaced.remove(best);
            order.add(best);
        }
        return order;
    }

    private static boolean waits(Sub sub, List<Sub> unplaced) {
        for (Sub other : unplaced) {
            if (other.id().equals(sub.after())) {
                return true;
            }
        }
        return false;
    }

    void publish(Event event) {
        List<Event> line = lines.computeIfAbsent(event.key(), key -> new ArrayList<>());
        line.add(event);
        if (line.size() == 1) {
            ready.add(event);
        }
    }

    Depart depart(int limit) {
        Direction direction = directionOfTheFirst();
        List<Event> leaving = ready.stream()
                .filter(event -> event.phase().direction() == direction)
                .limit(limit)
                .toList();
        ready.removeAll(leaving);
        Depart depart = new Depart(new ArrayList<>(), new ArrayList<>());
        for (Event event : leaving) {
            if (phases(event.key()).contains(event.phase())) {
                depart.refused().add(event.number());
                over(event);
                continue;
            }
            NaiveWalk walk = new NaiveWalk(event, targets(event));
            depart.started().add(walk);
            if (walk.outcome.isPresent()) {
                ended(walk);
            }
        }
        return depart;
    }

    /** Of the two that are first in line for their direction, the one that was accepted first says which way. */
    private Direction directionOfTheFirst() {
        Map<Direction, Event> firsts = new LinkedHashMap<>();
        ready.forEach(event -> firsts.putIfAbsent(event.phase().direction(), event));
        Direction direction = Direction.DESCENDING;
        long lowest = Long.MAX_VALUE;
        for (Event first : firsts.values()) {
            if (first.number() < lowest) {
                lowest = first.number();
                direction = first.phase().direction();
            }
        }
        return direction;
    }

    private List<Sub> targets(Event event) {
        List<Sub> targets = order();
        if (event.phase().role() == Role.RELEASE) {
            if (phases(event.key()).isEmpty()) {
                return List.of();
            }
            if (holding == Holding.ACCEPTED) {
                targets.removeIf(sub -> !holds.contains(new Hold(event.key(), sub)) && !sub.observer());
            }
        }
        if (event.phase().direction() == Direction.ASCENDING) {
            Collections.reverse(targets);
        }
        return targets;
    }

    void ended(NaiveWalk walk) {
        Event event = walk.event;
        if (event.phase().role() == Role.ACQUIRE && walk.veto.isEmpty()) {
            up.computeIfAbsent(event.key(), key -> new ArrayList<>()).add(event.phase());
            for (Sub sub : walk.accepted) {
                if (registered.contains(sub)) {
                    holds.add(new Hold(event.key(), sub));
                }
            }
        }
        if (event.phase().role() == Role.RELEASE) {
            up.remove(event.key());
            holds.removeIf(hold -> hold.key().equals(event.key()));
        }
        over(event);
    }

    private void over(Event event) {
        List<Event> line = lines.getOrDefault(event.key(), List.of());
        line.remove(event);
        if (!line.isEmpty()) {
            ready.add(line.get(0));
        }
    }

    List<Phase> phases(String key) {
        return up.getOrDefault(key, List.of());
    }

    List<String> holders(String key) {
        List<String> names = new ArrayList<>();
        for (Sub sub : order()) {
            if (holds.contains(new Hold(key, sub))) {
                names.add(sub.name());
            }
        }
        return names;
    }

    int open() {
        int open = 0;
        for (List<Event> line : lines.values()) {
            open += line.size();
        }
        return open;
    }

    boolean anyReady() {
        return !ready.isEmpty();
    }
}
