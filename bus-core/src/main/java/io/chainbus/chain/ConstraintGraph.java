package io.chainbus.chain;

import io.chainbus.chain.Constraint.Reason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who declared to stand before or after whom, by id. A constraint is live while both its ends are registered; the
 * names of ids that are not registered are kept too, so that a newcomer finds those who named it without a search.
 *
 * <p>What an answer costs depends on the constraints of the member asked about, not on the number of members.
 *
 * <p>Invariant: the live constraints have no cycle, since {@link CycleSearch} keeps out who would close one.
 */
final class ConstraintGraph<S> {

    /** A member at the other end of a live constraint. */
    record Neighbour<S>(Member<S> member, Reason reason) {}

    final Map<String, Member<S>> registered = new HashMap<>();

    /** By id, registered or not: those that declared to stand before it. */
    final Groups<String, S> beforeIt = new Groups<>();

    /** By id, registered or not: those that declared to stand after it. */
    final Groups<String, S> afterIt = new Groups<>();

    Optional<Member<S>> find(String id) {
        return Optional.ofNullable(registered.get(id));
    }

    int size() {
        return registered.size();
    }

    void add(Member<S> member) {
        registered.put(member.id(), member);
        member.position().before().forEach(id -> beforeIt.add(id, member));
        member.position().after().forEach(id -> afterIt.add(id, member));
    }

    void remove(Member<S> member) {
        registered.remove(member.id());
        member.position().before().forEach(id -> beforeIt.remove(id, member));
        member.position().after().forEach(id -> afterIt.remove(id, member));
    }

    /** Whether a constraint between {@code member}, which need not be registered (yet or any more), and another is live. */
    boolean concerns(Member<S> member) {
        return !declaredBefore(member).isEmpty()
                || !declaredAfter(member).isEmpty()
                || member.position().before().stream().anyMatch(registered::containsKey)
                || member.position().after().stream().anyMatch(registered::containsKey);
    }

    /** Those that declared to stand before {@code member}: whom it raises to its own effective priority (P1). */
    Set<Member<S>> declaredBefore(Member<S> member) {
        return beforeIt.of(member.id());
    }

    private Set<Member<S>> declaredAfter(Member<S> member) {
        return afterIt.of(member.id());
    }

    /** Those that must come later: those that it named, then those that named it, so twice whoever did both. */
    List<Neighbour<S>> successors(Member<S> member) {
        return neighbours(member.position().before(), Reason.BEFORE, declaredAfter(member), Reason.AFTER);
    }

    /** Those that must come earlier: those that it named, then those that named it, so twice whoever did both. */
    List<Neighbour<S>> predecessors(Member<S> member) {
        return neighbours(member.position().after(), Reason.AFTER, declaredBefore(member), Reason.BEFORE);
    }

    /** The live constraints by which {@code member} must precede others, in the order of {@link #successors}. */
    List<Constraint> constraintsFrom(Member<S> member) {
        return successors(member).stream()
                .map(later -> new Constraint(member.id(), later.member().id(), later.reason()))
                .toList();
    }

    /** The live constraints by which others must precede {@code member}, in the order of {@link #predecessors}. */
    List<Constraint> constraintsTo(Member<S> member) {
        return predecessors(member).stream()
                .map(earlier -> new Constraint(earlier.member().id(), member.id(), earlier.reason()))
                .toList();
    }

    /** A bound for the number of {@link #successors}, without looking at them. */
    int successorsAtMost(Member<S> member) {
        return member.position().before().size() + declaredAfter(member).size();
    }

    /** A bound for the number of {@link #predecessors}, without looking at them. */
    int predecessorsAtMost(Member<S> member) {
        return member.position().after().size() + declaredBefore(member).size();
    }

    private List<Neighbour<S>> neighbours(
            Set<String> own, Reason ownReason, Set<Member<S>> theirs, Reason theirReason) {
        if (own.isEmpty() && theirs.isEmpty()) {
            return List.of();
        }
        List<Neighbour<S>> neighbours = new ArrayList<>(own.size() + theirs.size());
        for (String id : own) {
            Member<S> member = registered.get(id);
            if (member != null) {
                neighbours.add(new Neighbour<>(member, ownReason));
            }
        }
        for (Member<S> member : theirs) {
            neighbours.add(new Neighbour<>(member, theirReason));
        }
        return neighbours;
    }
}
