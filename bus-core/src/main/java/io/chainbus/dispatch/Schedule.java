package io.chainbus.dispatch;

import io.chainbus.event.Direction;
import io.chainbus.event.Role;
import io.chainbus.ledger.Accounts;
import io.chainbus.walk.Publication;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whose turn it is. Publications of one key take their turns in the order of acceptance and never two at once (promise
 * P5); those whose key is free wait in a queue for their direction, since a train goes one way only.
 *
 * <p>Not thread-safe.
 *
 * @param <T> the payload
 */
final class Schedule<T> {

    private final Deque<Publication<T>> descending = new ArrayDeque<>();
    private final Deque<Publication<T>> ascending = new ArrayDeque<>();
    private final List<Deque<Publication<T>>> ready = List.of(descending, ascending);
    private final Lines<T> lines;
    private final Deque<Errand<T>> errands = new ArrayDeque<>(0);
    /** Publications whose turn it is and that are held back, by key. Errands go before them. */
    private final Map<String, Publication<T>> held = new LinkedHashMap<>();

    private boolean holding;
    private int waiting;

    /** Nobody has any turn. */
    Schedule(Accounts<Line<T>> accounts) {
        this.lines = new Lines<>(accounts);
    }

    /** The key's turn is taken by somebody who has departed already. */
    void resume(String key) {
        if (!lines.begin(lines.of(key))) {
            throw new IllegalStateException("two walks of " + key + " are under way");
        }
    }

    /** A publication takes its place in the order of its key, and has that number from now on. */
    void accept(Publication<T> publication, long walk) {
        Line<T> line = lines.of(publication.key());
        publication.accepted(walk, line);
        if (lines.begin(line)) {
            makeReady(publication);
        } else {
            lines.toQueueBehind(line).add(new Turn.OfEvent<>(publication));
            waiting++;
        }
    }

    /** The errand takes its turn when the walk of its key that is under way has ended, before all others. */
    void insert(Errand<T> errand) {
        Line<T> line = lines.of(errand.key());
        if (lines.begin(line)) {
            errands.add(errand);
            return;
        }
        Deque<Turn<T>> queue = lines.toQueueBehind(line);
        Publication<T> waits = notDeparted(errand.key());
        if (waits == null) {
            queue.addFirst(new Turn.OfErrand<>(errand));
        } else {
            queue.addFirst(new Turn.OfEvent<>(waits));
            waiting++;
            errands.add(errand);
        }
    }

    /**
     * The errand takes its turn behind all that was accepted for its key, but before the first release among that.
     */
    void appendBeforeRelease(Errand<T> errand) {
        Line<T> line = lines.of(errand.key());
        if (lines.begin(line)) {
            errands.add(errand);
            return;
        }
        Publication<T> waits = notDeparted(errand.key());
        Deque<Turn<T>> queue = lines.toQueueBehind(line);
        if (waits != null) {
            queue.addFirst(new Turn.OfEvent<>(waits));
            waiting++;
        }
        List<Turn<T>> turns = new ArrayList<>(queue);
        int place = 0;
        while (place < turns.size() && !isRelease(turns.get(place))) {
            place++;
        }
        turns.add(place, new Turn.OfErrand<>(errand));
        queue.clear();
        queue.addAll(turns);
        if (waits != null) {
            ended(line);
        }
    }

    private static boolean isRelease(Turn<?> turn) {
        return turn instanceof Turn.OfEvent<?> event
                && event.publication().phase().role() == Role.RELEASE;
    }

    /** The key's publications that have been accepted and have not departed, in their order. */
    List<Publication<T>> line(String key) {
        List<Publication<T>> line = new ArrayList<>();
        Publication<T> aside = held.get(key);
        if (aside != null) {
            line.add(aside);
        }
        for (Deque<Publication<T>> queue : ready) {
            queue.stream().filter(publication -> publication.key().equals(key)).forEach(line::add);
        }
        for (Turn<T> turn : lines.behind(key)) {
            if (turn instanceof Turn.OfEvent<T> event) {
                line.add(event.publication());
            }
        }
        return line;
    }

    /** The keys of the walks that are under way. */
    Set<String> underWay() {
        Set<String> keys = lines.keys();
        ready.forEach(queue -> queue.forEach(publication -> keys.remove(publication.key())));
        held.keySet().forEach(keys::remove);
        errands.forEach(errand -> keys.remove(errand.key()));
        return keys;
    }

    /** Takes out the key's publication whose turn it is, if it has not departed yet. */
    private @Nullable Publication<T> notDeparted(String key) {
        Publication<T> waits = held.remove(key);
        if (waits != null) {
            return waits;
        }
        for (Deque<Publication<T>> queue : ready) {
            for (Iterator<Publication<T>> each = queue.iterator(); each.hasNext(); ) {
                Publication<T> publication = each.next();
                if (publication.key().equals(key)) {
                    each.remove();
                    return publication;
                }
            }
        }
        return null;
    }

    /** The turn of the key is over: the next one's has come. */
    void ended(String key) {
        ended(lines.of(key));
    }

    /** The turn of the publication is over: the next one of its key has come. */
    void ended(Publication<T> publication) {
        ended(lines.of(publication));
    }

    private void ended(Line<T> line) {
        Turn<T> next = lines.next(line);
        if (next instanceof Turn.OfEvent<T> event) {
            waiting--;
            makeReady(event.publication());
        } else if (next instanceof Turn.OfErrand<T> errand) {
            errands.add(errand.errand());
        }
    }

    boolean anyErrand() {
        return !errands.isEmpty();
    }

    /** Takes the next errand whose turn has come, if there is one. */
    @Nullable
    Errand<T> nextErrand() {
        return errands.poll();
    }

    /** Whether acquires are held back from now on, also those that are ready. */
    void hold(boolean acquires) {
        if (holding == acquires) {
            return;
        }
        holding = acquires;
        if (acquires) {
            List<Publication<T>> aside = new ArrayList<>(0);
            for (Deque<Publication<T>> queue : ready) {
                queue.removeIf(publication -> isAcquire(publication) && aside.add(publication));
            }
            aside.forEach(this::holdBack);
        } else {
            reconsider();
        }
    }

    /** All that is held back is ready again; what is still to be held back will be again. */
    void reconsider() {
        List<Publication<T>> again = new ArrayList<>(held.values());
        held.clear();
        again.sort(Comparator.comparingLong((Publication<T> publication) -> publication.walk())
                .reversed());
        for (Publication<T> publication : again) {
            if (holding && isAcquire(publication)) {
                holdBack(publication);
            } else {
                queue(publication.phase().direction()).addFirst(publication);
            }
        }
    }

    /** Holds back a publication whose turn it is; errands that wait for the same key go first. */
    void holdBack(Publication<T> publication) {
        if (!(lines.behind(publication.key()).peek() instanceof Turn.OfErrand<T>)) {
            held.put(publication.key(), publication);
            return;
        }
        Line<T> line = lines.of(publication);
        Deque<Turn<T>> queue = lines.toQueueBehind(line);
        Deque<Turn<T>> first = new ArrayDeque<>(0);
        while (queue.peek() instanceof Turn.OfErrand<T>) {
            first.add(queue.remove());
        }
        queue.addFirst(new Turn.OfEvent<>(publication));
        waiting++;
        while (!first.isEmpty()) {
            queue.addFirst(first.removeLast());
        }
        ended(line);
    }

    private static boolean isAcquire(Publication<?> publication) {
        return publication.phase().role() == Role.ACQUIRE;
    }

    private void makeReady(Publication<T> publication) {
        if (holding && isAcquire(publication)) {
            holdBack(publication);
        } else {
            queue(publication.phase().direction()).add(publication);
        }
    }

    /** Whether any publication could leave now. */
    boolean anyReady() {
        return !queue(Direction.DESCENDING).isEmpty()
                || !queue(Direction.ASCENDING).isEmpty();
    }

    /** The direction whose first in line was accepted before the other direction's first in line. */
    Direction nextDirection() {
        Deque<Publication<T>> down = queue(Direction.DESCENDING);
        Deque<Publication<T>> up = queue(Direction.ASCENDING);
        if (down.isEmpty() || up.isEmpty()) {
            return up.isEmpty() ? Direction.DESCENDING : Direction.ASCENDING;
        }
        return down.element().walk() < up.element().walk() ? Direction.DESCENDING : Direction.ASCENDING;
    }

    /** Those who are ready to go that way, first come first; taking one out is the caller's. */
    Deque<Publication<T>> queue(Direction direction) {
        return direction == Direction.DESCENDING ? descending : ascending;
    }

    /** How many wait: ready ones, and ones behind another of their key. */
    int waiting() {
        return waiting
                + held.size()
                + queue(Direction.DESCENDING).size()
                + queue(Direction.ASCENDING).size();
    }
}
