package io.chainbus.chain;

import java.util.List;

/**
 * A member in the order of its membership, with all that the order function (promise P1) went by: who must precede whom,
 * and which of two comes first where nobody must. Immutable.
 *
 * @param effectivePriority the highest of its own and of those that it must precede by its own {@code before},
 *     transitively; without influence on members of FIRST and LAST
 * @param predecessors the live constraints that somebody precedes it by: those that it declared itself, then those that
 *     others declared; both, where both said the same
 * @param successors the live constraints that it precedes somebody by, likewise
 */
public record Standing<S>(
        Member<S> member, int effectivePriority, List<Constraint> predecessors, List<Constraint> successors) {

    public Standing {
        predecessors = List.copyOf(predecessors);
        successors = List.copyOf(successors);
    }

    public String id() {
        return member.id();
    }

    /**
     * Whether this one comes next rather than {@code other} whenever both could: by its band, else by the effective
     * priority, else by its registration.
     */
    public boolean outranks(Standing<?> other) {
        return Ordering.NEXT.compare(placed(), other.placed()) < 0;
    }

    private Ordering.Placed<S> placed() {
        return new Ordering.Placed<>(member, effectivePriority);
    }
}
