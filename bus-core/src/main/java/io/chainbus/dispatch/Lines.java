package io.chainbus.dispatch;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * For each key that has somebody ready or under way: those behind, in the order of their turns. Not thread-safe.
 *
 * <p>The line of a key that nobody is in is kept for a while: mostly the same keys come again soon, and entering one in a
 * map and taking it out costs more than all else that is done for an event here. What is kept is bounded by what is in
 * use, and by {@link #KEPT}.
 */
final class Lines<T> {

    /** So many empty lines are kept where few are in use. */
    static final int KEPT = 1024;

    /** A key's line. */
    private static final class Line<T> {
        /** Whether somebody of the key is ready, held back or under way. */
        boolean busy;
        /** Absent until somebody has to wait. */
        @Nullable
        Deque<Turn<T>> behind;
    }

    private final Map<String, Line<T>> lines = new HashMap<>();
    private final Deque<Turn<T>> nobody = new ArrayDeque<>(0);
    private int idle;

    /** Takes the turn of that key if nobody has it; false if somebody has. */
    boolean begin(String key) {
        Line<T> line = lines.get(key);
        if (line == null) {
            line = new Line<>();
            lines.put(key, line);
        } else if (line.busy) {
            return false;
        } else {
            idle--;
        }
        line.busy = true;
        return true;
    }

    /** Those behind whoever has the key's turn, to be read. */
    Deque<Turn<T>> behind(String key) {
        Line<T> line = lines.get(key);
        return line == null || line.behind == null ? nobody : line.behind;
    }

    /** Those behind whoever has the key's turn, to be changed. */
    Deque<Turn<T>> toQueueBehind(String key) {
        Line<T> line = busy(key);
        Deque<Turn<T>> behind = line.behind;
        if (behind == null) {
            behind = new ArrayDeque<>(4);
            line.behind = behind;
        }
        return behind;
    }

    /**
     * The turn of the key is over.
     *
     * @return whose turn it is now; absent when nobody is behind
     * @throws IllegalStateException if nobody had it
     */
    @Nullable
    Turn<T> next(String key) {
        Line<T> line = busy(key);
        Deque<Turn<T>> behind = line.behind;
        if (behind != null) {
            Turn<T> next = first(behind);
            if (next != null) {
                return next;
            }
            line.behind = null;
        }
        line.busy = false;
        idle++;
        forgetIdle();
        return null;
    }

    private static <T> @Nullable Turn<T> first(Deque<Turn<T>> behind) {
        return behind.poll();
    }

    private Line<T> busy(String key) {
        Line<T> line = lines.get(key);
        if (line == null || !line.busy) {
            throw new IllegalStateException("no walk of " + key + " is open");
        }
        return line;
    }

    /** Seldom, and then all of them: so that each costs a constant share of it. */
    private void forgetIdle() {
        if (idle > KEPT && idle > lines.size() / 2) {
            lines.values().removeIf(line -> !line.busy);
            idle = 0;
        }
    }

    /** The keys that somebody has the turn of. */
    Set<String> keys() {
        Set<String> keys = new HashSet<>();
        lines.forEach((key, line) -> {
            if (line.busy) {
                keys.add(key);
            }
        });
        return keys;
    }

    /** How many keys are known, in use or kept. */
    int size() {
        return lines.size();
    }
}
