package io.chainbus.explain;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What it takes to make one walk's order into another's: who moves, appears and disappears. All others keep their order
 * among each other, though their turns may have other numbers. As few as possible move; where there is a choice, those
 * whose reasons differ.
 *
 * @param changes of those that are in the second walk, in its order; then of those that are not, in the first one's
 */
public record Difference(Explanation from, Explanation to, List<Change> changes) {

    public Difference {
        changes = List.copyOf(changes);
    }

    public static Difference between(Explanation from, Explanation to) {
        Map<String, Place> before = new LinkedHashMap<>();
        from.visited().forEach(visit -> before.put(visit.subscriber(), visit));
        Set<String> kept = kept(before, to.visited());
        List<Change> changes = new ArrayList<>();
        for (Place visit : to.visited()) {
            Place old = before.remove(visit.subscriber());
            if (old == null) {
                changes.add(new Change.Appears(visit));
            } else if (!kept.contains(visit.subscriber())) {
                changes.add(new Change.Moved(old, visit));
            }
        }
        before.values().forEach(old -> changes.add(new Change.Disappears(old)));
        return new Difference(from, to, changes);
    }

    private static Set<String> kept(Map<String, Place> before, List<Place> after) {
        Map<String, Integer> ranks = new HashMap<>();
        before.keySet().forEach(id -> ranks.put(id, ranks.size()));
        List<Place> common = after.stream()
                .filter(visit -> before.containsKey(visit.subscriber()))
                .toList();
        KeptOrder order = new KeptOrder(ranks.size(), common.size());
        for (Place visit : common) {
            Place old = before.getOrDefault(visit.subscriber(), visit);
            order.add(ranks.getOrDefault(visit.subscriber(), 0), old.reasons().equals(visit.reasons()));
        }
        Set<String> kept = new HashSet<>();
        order.kept().forEach(index -> kept.add(common.get(index).subscriber()));
        return kept;
    }

    /** Whether both walks visit the same in the same order. */
    public boolean isEmpty() {
        return changes.isEmpty();
    }

    /** For a person: a line for each change, and one for all the others. */
    public List<String> lines() {
        return DifferenceText.of(this);
    }
}
