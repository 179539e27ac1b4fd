package io.chainbus.waiting;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The wait-for graph: from a wait there is an edge to each other one that has to end first. A wait that would close a
 * circle is not let in, so that there never is one.
 *
 * <p>Not thread-safe. Waits are few: those of handlers that wait at this moment.
 */
public final class WaitGraph {

    private final Set<Wait> waits = new LinkedHashSet<>();

    /**
     * Lets a wait in, unless it closes a circle.
     *
     * @return the circle: the wait itself first, each waits for the next, and the last for the first; no shorter one
     *     exists. Empty when there is none, and the wait is in
     */
    public Optional<List<Wait>> add(Wait wait) {
        Optional<List<Wait>> circle = circle(wait);
        if (circle.isEmpty()) {
            waits.add(wait);
        }
        return circle;
    }

    /** The wait is over. */
    public void remove(Wait wait) {
        waits.remove(wait);
    }

    /** The handlers of that subscriber will not answer any more: nothing has to wait for their waits. */
    public void gone(String chain, String subscriber) {
        waits.removeIf(wait -> wait.chain().equals(chain) && wait.subscriber().equals(subscriber));
    }

    /** How many wait. */
    public int size() {
        return waits.size();
    }

    /** Breadth first, so that the circle found is a shortest one. */
    private Optional<List<Wait>> circle(Wait start) {
        Map<Wait, Wait> reachedFrom = new HashMap<>();
        Deque<Wait> next = new ArrayDeque<>();
        next.add(start);
        while (!next.isEmpty()) {
            Wait from = next.remove();
            if (hasToEndBefore(start, from)) {
                return Optional.of(path(reachedFrom, start, from));
            }
            for (Wait to : waits) {
                if (hasToEndBefore(to, from) && reachedFrom.putIfAbsent(to, from) == null) {
                    next.add(to);
                }
            }
        }
        return Optional.empty();
    }

    private static boolean hasToEndBefore(Wait first, Wait wait) {
        return first.chain().equals(wait.awaited().chain()) && wait.awaited().needs(first);
    }

    private static List<Wait> path(Map<Wait, Wait> reachedFrom, Wait start, Wait end) {
        List<Wait> path = new ArrayList<>();
        for (Wait wait = end; wait != null && wait != start; wait = reachedFrom.get(wait)) {
            path.add(wait);
        }
        path.add(start);
        Collections.reverse(path);
        return path;
    }
}
