package io.chainbus.chain;

import io.chainbus.chain.Constraint.Reason;
import io.chainbus.chain.ConstraintGraph.Neighbour;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The shortest cycle that a newcomer's constraints, and those that name it, would close. Since the members before it
 * have none, it goes through the newcomer, which makes it short to search for: from the newcomer in both directions,
 * always on the side with fewer constraints to look at next, until the two meet or one side has nowhere to go: with
 * nobody to precede or nobody to follow, the usual case, at once.
 *
 * <p>Bands need no search: whichever way round, a constraint against them closes a cycle of two.
 */
final class CycleSearch<S> {

    private final Member<S> newcomer;
    private final ConstraintGraph<S> graph;

    private CycleSearch(Member<S> newcomer, ConstraintGraph<S> graph) {
        this.newcomer = newcomer;
        this.graph = graph;
    }

    /**
     * The cycle that {@code newcomer}, which {@code graph} does not know yet, would close; it begins and ends with
     * the newcomer. Empty if there is none.
     */
    static <S> List<Constraint> cycleThrough(Member<S> newcomer, ConstraintGraph<S> graph) {
        Position position = newcomer.position();
        String id = newcomer.id();
        if (position.before().contains(id)) {
            return List.of(new Constraint(id, id, Reason.BEFORE));
        }
        if (position.after().contains(id)) {
            return List.of(new Constraint(id, id, Reason.AFTER));
        }
        if (!graph.concerns(newcomer)) {
            return List.of();
        }
        CycleSearch<S> search = new CycleSearch<>(newcomer, graph);
        List<Constraint> againstBands = search.againstBands();
        return againstBands.isEmpty() ? search.amongConstraints() : againstBands;
    }

    private List<Constraint> againstBands() {
        Anchor band = newcomer.position().anchor();
        for (Neighbour<S> successor : graph.successors(newcomer)) {
            Member<S> member = successor.member();
            if (member.position().anchor().compareTo(band) < 0) {
                return List.of(
                        new Constraint(newcomer.id(), member.id(), successor.reason()),
                        new Constraint(member.id(), newcomer.id(), Reason.BAND));
            }
        }
        for (Neighbour<S> predecessor : graph.predecessors(newcomer)) {
            Member<S> member = predecessor.member();
            if (member.position().anchor().compareTo(band) > 0) {
                return List.of(
                        new Constraint(newcomer.id(), member.id(), Reason.BAND),
                        new Constraint(member.id(), newcomer.id(), predecessor.reason()));
            }
        }
        return List.of();
    }

    /**
     * Breadth first, a whole level at a time. While the sides have not met, after a levels on one and b on the other,
     * no cycle is as short as a + b; so the first meeting, after one level more, is a shortest. Both take their first
     * level before either may give up: the newcomer's own constraints are the only ones that can close a cycle.
     */
    private List<Constraint> amongConstraints() {
        Side<S> later = new Later<>(newcomer, graph);
        Side<S> earlier = new Earlier<>(newcomer, graph);
        Optional<String> meeting = later.advance(earlier).or(() -> earlier.advance(later));
        while (meeting.isEmpty() && !later.isExhausted() && !earlier.isExhausted()) {
            meeting = later.ahead <= earlier.ahead ? later.advance(earlier) : earlier.advance(later);
        }
        return meeting.map(id -> cycleThrough(id, later, earlier)).orElse(List.of());
    }

    private List<Constraint> cycleThrough(String meeting, Side<S> later, Side<S> earlier) {
        Deque<Constraint> cycle = new ArrayDeque<>();
        for (String id = meeting;
                !id.equals(newcomer.id());
                id = cycle.getFirst().earlier()) {
            cycle.addFirst(later.constraintTo(id));
        }
        for (String id = meeting;
                !id.equals(newcomer.id());
                id = cycle.getLast().later()) {
            cycle.addLast(earlier.constraintTo(id));
        }
        return List.copyOf(cycle);
    }

    /** What has been reached in one direction. */
    private abstract static class Side<S> {

        final ConstraintGraph<S> graph;

        /** By id, the constraint by which it was reached first. */
        private final Map<String, Constraint> reached = new HashMap<>();

        /** The latest level. */
        private List<Member<S>> frontier;

        /** How many constraints at most lead on from the frontier. */
        int ahead;

        Side(Member<S> newcomer, ConstraintGraph<S> graph) {
            this.graph = graph;
            this.frontier = List.of(newcomer);
        }

        abstract List<Neighbour<S>> neighbours(Member<S> member);

        abstract int degree(Member<S> member);

        abstract Constraint constraint(Member<S> from, Neighbour<S> to);

        boolean isExhausted() {
            return frontier.isEmpty();
        }

        Constraint constraintTo(String id) {
            return Objects.requireNonNull(reached.get(id));
        }

        /** Goes one level on; the id at which this side meets the other, if it does. */
        Optional<String> advance(Side<S> other) {
            List<Member<S>> level = frontier;
            frontier = new ArrayList<>();
            ahead = 0;
            for (Member<S> from : level) {
                for (Neighbour<S> to : neighbours(from)) {
                    Member<S> member = to.member();
                    if (reached.putIfAbsent(member.id(), constraint(from, to)) != null) {
                        continue;
                    }
                    if (other.reached.containsKey(member.id())) {
                        return Optional.of(member.id());
                    }
                    frontier.add(member);
                    ahead += degree(member);
                }
            }
            return Optional.empty();
        }
    }

    private static final class Later<S> extends Side<S> {

        Later(Member<S> newcomer, ConstraintGraph<S> graph) {
            super(newcomer, graph);
        }

        @Override
        List<Neighbour<S>> neighbours(Member<S> member) {
            return graph.successors(member);
        }

        @Override
        int degree(Member<S> member) {
            return graph.successorsAtMost(member);
        }

        @Override
        Constraint constraint(Member<S> from, Neighbour<S> to) {
            return new Constraint(from.id(), to.member().id(), to.reason());
        }
    }

    private static final class Earlier<S> extends Side<S> {

        Earlier(Member<S> newcomer, ConstraintGraph<S> graph) {
            super(newcomer, graph);
        }

        @Override
        List<Neighbour<S>> neighbours(Member<S> member) {
            return graph.predecessors(member);
        }

        @Override
        int degree(Member<S> member) {
            return graph.predecessorsAtMost(member);
        }

        @Override
        Constraint constraint(Member<S> from, Neighbour<S> to) {
            return new Constraint(to.member().id(), from.id(), to.reason());
        }
    }
}
