package io.chainbus.dispatch;

import io.chainbus.event.Direction;
import io.chainbus.walk.Publication;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/**
 * Whose turn it is. Publications of one key take their turns in the order of acceptance and never two at once (promise
 * P5); those whose key is free wait in a queue for their direction, since a train goes one way only.
 *
 * <p>Not thread-safe.
 *
 * @param <T> the payload
 */
final class Schedule<T> {

    private final Map<Direction, Deque<Publication<T>>> ready = new EnumMap<>(Direction.class);
    /** For each key that has a publication ready or under way: those behind it, in the order of acceptance. */
    private final Map<String, Deque<Publication<T>>> behind = new HashMap<>();

    private final Deque<Publication<T>> nobody = new ArrayDeque<>(0);
    private int waiting;

    Schedule() {
        for (Direction direction : Direction.values()) {
            ready.put(direction, new ArrayDeque<>());
        }
    }

    void accept(Publication<T> publication) {
        Deque<Publication<T>> queue = behind.putIfAbsent(publication.key(), nobody);
        if (queue == null) {
            makeReady(publication);
            return;
        }
        if (queue == nobody) {
            queue = new ArrayDeque<>(4);
            behind.put(publication.key(), queue);
        }
        queue.add(publication);
        waiting++;
    }

    /** The key's publication whose turn it was is over: the next one's has come. */
    void ended(String key) {
        Deque<Publication<T>> queue = behind.get(key);
        if (queue == null) {
            throw new IllegalStateException("no walk of " + key + " is open");
        }
        if (queue.isEmpty()) {
            behind.remove(key);
        } else {
            waiting--;
            makeReady(queue.remove());
        }
    }

    private void makeReady(Publication<T> publication) {
        queue(publication.phase().direction()).add(publication);
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
        Deque<Publication<T>> queue = ready.get(direction);
        if (queue == null) {
            throw new IllegalStateException("no queue for " + direction);
        }
        return queue;
    }

    /** How many wait: ready ones, and ones behind another of their key. */
    int waiting() {
        return waiting
                + queue(Direction.DESCENDING).size()
                + queue(Direction.ASCENDING).size();
    }
}
