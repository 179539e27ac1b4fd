package io.chainbus.chain;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;

/**
 * The order function of promise P1, on a whole membership with e live constraints in O((n + e) log n).
 *
 * <p>Effective priority first: the highest of one's own and of those that one must precede by one's own
 * {@code before}, transitively, in whichever band they stand. An {@code after} raises nobody: otherwise a subscriber
 * could move strangers up by naming them. Then, repeatedly, of those whose predecessors are placed, the one with the
 * highest {@link Rank} comes next, the earliest registered among equals.
 *
 * <p>Comparing ranks is all that bands need: no constraint leads against them ({@link CycleSearch} keeps it out), so
 * while someone of FIRST is left, someone of FIRST is available, and outranks all others.
 */
final class Ordering<S> {

    /** A member, and the effective priority that brought it where it stands in the list that it is part of. */
    record Placed<S>(Member<S> member, int effectivePriority) {

        long rank() {
            return Rank.of(member.position(), effectivePriority);
        }
    }

    /** What is known of a member while the order is made. */
    private static final class Draft<S> {
        final Member<S> member;
        int effectivePriority;
        /** How many it declared to precede have no final effective priority yet. */
        int unsettled;
        /** How many constraints with an earlier end that is not placed yet it has. */
        int waiting;

        Draft(Member<S> member) {
            this.member = member;
            this.effectivePriority = member.position().priority();
        }

        Placed<S> place() {
            return new Placed<>(member, effectivePriority);
        }
    }

    /** Of those that could come next, the least is the one that does. */
    static final Comparator<Placed<?>> NEXT = Comparator.<Placed<?>>comparingLong(Placed::rank)
            .reversed()
            .thenComparingLong(placed -> placed.member().sequence());

    private final ConstraintGraph<S> graph;
    private final Map<Member<S>, Draft<S>> drafts = new LinkedHashMap<>();

    private Ordering(ConstraintGraph<S> graph) {
        this.graph = graph;
    }

    /** The members, all those that {@code graph} knows, in DESCENDING order, in whatever order they are given. */
    static <S> List<Placed<S>> of(Iterable<Member<S>> members, ConstraintGraph<S> graph) {
        Ordering<S> ordering = new Ordering<>(graph);
        members.forEach(member -> ordering.drafts.put(member, new Draft<>(member)));
        ordering.settlePriorities();
        return ordering.place();
    }

    /** From those that declared to precede nobody to those that declared to precede them, and so on. */
    private void settlePriorities() {
        for (Draft<S> draft : drafts.values()) {
            graph.declaredBefore(draft.member).forEach(earlier -> draftOf(earlier).unsettled++);
        }
        Deque<Draft<S>> settled = new ArrayDeque<>();
        drafts.values().stream().filter(draft -> draft.unsettled == 0).forEach(settled::add);
        while (!settled.isEmpty()) {
            Draft<S> later = settled.remove();
            for (Member<S> member : graph.declaredBefore(later.member)) {
                Draft<S> earlier = draftOf(member);
                earlier.effectivePriority = Math.max(earlier.effectivePriority, later.effectivePriority);
                if (--earlier.unsettled == 0) {
                    settled.add(earlier);
                }
            }
        }
    }

    private List<Placed<S>> place() {
        PriorityQueue<Placed<S>> available = new PriorityQueue<>(NEXT);
        for (Draft<S> draft : drafts.values()) {
            draft.waiting = graph.predecessors(draft.member).size();
            if (draft.waiting == 0) {
                available.add(draft.place());
            }
        }
        List<Placed<S>> order = new ArrayList<>(drafts.size());
        while (!available.isEmpty()) {
            Placed<S> next = available.remove();
            order.add(next);
            for (ConstraintGraph.Neighbour<S> neighbour : graph.successors(next.member())) {
                Draft<S> later = draftOf(neighbour.member());
                if (--later.waiting == 0) {
                    available.add(later.place());
                }
            }
        }
        return order;
    }

    private Draft<S> draftOf(Member<S> member) {
        return Objects.requireNonNull(drafts.get(member));
    }
}
