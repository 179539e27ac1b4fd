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
 * circle is not let in, and where what is waited for comes to need more than it did, a wait that is on a circle by that
 * is put out; so there never is one.
 *
 * <p>Not thread-safe. Waits are few: those of handlers that wait at this moment.
 */
public final class WaitGraph {

    private final Set<Wait> waits = new LinkedHashSet<>();
    /** Chains of which each holds acquires back until somebody has been told what is up on all of them. */
    private final List<Set<String>> joined = new ArrayList<>(0);

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

    /**
     * Releases of that key are held back until all that is under way on the chain has ended: those who wait for one wait
     * for all that. Of a circle that this closes the wait that began last is put out, which is the one that would have been
     * refused had this been known before.
     *
     * @return the circles that this closes, as {@link #add} gives them; the first wait of each is out
     */
    public List<List<Wait>> heldBack(String chain, String key) {
        boolean any = false;
        for (Wait wait : waits) {
            if (wait.awaited() instanceof Awaited.OfKey of
                    && of.chain().equals(chain)
                    && of.key().equals(key)) {
                wait.awaitsAll();
                any = true;
            }
        }
        if (!any) {
            return List.of();
        }
        List<List<Wait>> circles = new ArrayList<>(0);
        List<Wait> latestFirst = new ArrayList<>(waits);
        Collections.reverse(latestFirst);
        for (Wait wait : latestFirst) {
            circle(wait).ifPresent(circle -> {
                waits.remove(wait);
                circles.add(circle);
            });
        }
        return circles;
    }

    /**
     * Somebody joins these chains together and is told on each what is up: until it has been told on all of them each
     * holds acquires back, and whoever waits for one of these from now on waits for whatever is under way on the others
     * too. Of those who wait already it is not known whether what they wait for is held back.
     */
    public void join(Set<String> chains) {
        joined.add(chains);
    }

    /** Somebody who was joining these chains is through, or does not join; the very set that was given then. */
    @SuppressWarnings("ReferenceEquality") // two may join the same chains
    public void joinOver(Set<String> chains) {
        joined.removeIf(set -> set == chains);
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

    private boolean hasToEndBefore(Wait first, Wait wait) {
        Awaited awaited = wait.awaited();
        if (first.chain().equals(awaited.chain())) {
            return awaited.needs(first);
        }
        return awaited instanceof Awaited.OfAll
                && joined.stream()
                        .anyMatch(chains -> chains.contains(awaited.chain()) && chains.contains(first.chain()));
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
