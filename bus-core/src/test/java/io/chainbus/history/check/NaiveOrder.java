package io.chainbus.history.check;

import io.chainbus.history.Entry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Promise P1's order once more, by searching: to have something to compare with. */
final class NaiveOrder {

    private final List<Entry.Registered> members;

    private NaiveOrder(List<Entry.Registered> members) {
        this.members = members;
    }

    /** The ids in their DESCENDING order; empty when the constraints contradict each other. */
    static Optional<List<String>> of(List<Entry.Registered> members) {
        return new NaiveOrder(members).order();
    }

    private Optional<List<String>> order() {
        List<Entry.Registered> placed = new ArrayList<>();
        while (placed.size() < members.size()) {
            Entry.Registered best = null;
            for (Entry.Registered member : members) {
                boolean free = !placed.contains(member)
                        && members.stream().noneMatch(other -> !placed.contains(other) && precedes(other, member));
                if (free && (best == null || effective(member) > effective(best))) {
                    best = member;
                }
            }
            if (best == null) {
                return Optional.empty();
            }
            placed.add(best);
        }
        return Optional.of(placed.stream().map(Entry.Registered::subscriber).toList());
    }

    private static boolean precedes(Entry.Registered a, Entry.Registered b) {
        if (a.equals(b)) {
            return false;
        }
        if (a.anchor() != b.anchor()) {
            return band(a) < band(b);
        }
        return a.before().contains(b.subscriber()) || b.after().contains(a.subscriber());
    }

    private static int band(Entry.Registered member) {
        return switch (member.anchor()) {
            case FIRST -> 0;
            case NONE -> 1;
            case LAST -> 2;
        };
    }

    private int effective(Entry.Registered member) {
        Set<String> reached = new HashSet<>(Set.of(member.subscriber()));
        Predicate<Entry.Registered> reaches =
                m -> reached.contains(m.subscriber()) && reached.addAll(present(m.before()));
        while (members.stream().anyMatch(reaches)) {
            // Each time round one more step along the constraints.
        }
        return members.stream()
                .filter(m -> reached.contains(m.subscriber()))
                .mapToInt(Entry.Registered::priority)
                .max()
                .orElseThrow();
    }

    private List<String> present(List<String> ids) {
        return members.stream()
                .map(Entry.Registered::subscriber)
                .filter(ids::contains)
                .toList();
    }
}
