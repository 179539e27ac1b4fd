package io.chainbus.explain;

import io.chainbus.chain.Anchor;
import io.chainbus.chain.Constraint;
import io.chainbus.chain.Position;
import io.chainbus.chain.Standing;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads the reasons out of an order that is given: what the order function must have seen when it placed each.
 *
 * <p>The order function takes, one place after the other, the best of those whose predecessors are placed. So a member
 * could have been taken from the place behind its last predecessor on. If it outranks somebody placed before that, it
 * was <i>passed</i>: the constraints with the predecessors from the last one to pass it on are what held it back, each
 * of them enough to keep it behind that one, and without all of them nothing else changes until the first whom it
 * outranks would be next.
 */
final class Reasons {

    private final List<? extends Standing<?>> order;
    private final Map<String, Integer> places = new HashMap<>();
    /** By place: who of those up to there comes last by rank. Somebody who outranks it was passed by then, or never. */
    private final List<Standing<?>> worstUpTo = new ArrayList<>();

    /** By place: the first place that its member could have been taken for. */
    private final int[] freeFrom;

    private final List<Set<Constraint>> holding = new ArrayList<>();
    private final Set<Constraint> atWork = new HashSet<>();

    private Reasons(List<? extends Standing<?>> order) {
        this.order = order;
        this.freeFrom = new int[order.size()];
        for (Standing<?> standing : order) {
            int place = places.size();
            places.put(standing.id(), place);
            Standing<?> worst = place == 0 ? standing : worstUpTo.get(place - 1);
            worstUpTo.add(worst.outranks(standing) ? standing : worst);
        }
        for (int place = 0; place < order.size(); place++) {
            freeFrom[place] = firstFree(order.get(place).predecessors());
            Set<Constraint> held = constraintsThatHold(place);
            holding.add(held);
            atWork.addAll(held);
        }
    }

    /** The reasons of each, in the order that is given, which is the whole chain's. */
    static List<List<Reason>> of(List<? extends Standing<?>> order) {
        Reasons reasons = new Reasons(order);
        Ties ties = new Ties(order, reasons.freeFrom);
        List<List<Reason>> all = new ArrayList<>(order.size());
        for (int place = 0; place < order.size(); place++) {
            List<Reason> own = new ArrayList<>(2);
            if (isAnchored(order.get(place))) {
                own.add(reasons.anchored(place));
            } else {
                own.add(reasons.priority(order.get(place)));
                reasons.heldBack(place, own);
                ties.at(place).ifPresent(own::add);
            }
            reasons.withoutEffect(order.get(place), own);
            all.add(List.copyOf(own));
        }
        return all;
    }

    private static boolean isAnchored(Standing<?> standing) {
        return anchor(standing) != Anchor.NONE;
    }

    private static Anchor anchor(Standing<?> standing) {
        return standing.member().position().anchor();
    }

    private int placeOf(String id) {
        return places.getOrDefault(id, -1);
    }

    /** The place behind all earlier ends. */
    private int firstFree(Collection<Constraint> predecessors) {
        int free = 0;
        for (Constraint constraint : predecessors) {
            free = Math.max(free, placeOf(constraint.earlier()) + 1);
        }
        return free;
    }

    /** Those with predecessors from the last place on at which somebody passed it; empty where nobody did. */
    private Set<Constraint> constraintsThatHold(int place) {
        Standing<?> standing = order.get(place);
        int passed = freeFrom[place] - 1;
        if (isAnchored(standing) || passed < 0 || !standing.outranks(worstUpTo.get(passed))) {
            return Set.of();
        }
        while (!standing.outranks(order.get(passed))) {
            passed--;
        }
        int from = passed;
        Set<Constraint> holding = new LinkedHashSet<>();
        standing.predecessors().stream()
                .filter(constraint -> placeOf(constraint.earlier()) >= from)
                .sorted(Comparator.comparingInt(constraint -> placeOf(constraint.earlier())))
                .forEach(holding::add);
        return holding;
    }

    private void heldBack(int place, List<Reason> own) {
        Set<Constraint> held = holding.get(place);
        if (held.isEmpty()) {
            return;
        }
        List<Constraint> by = List.copyOf(held);
        if (by.stream().allMatch(constraint -> constraint.reason() == Constraint.Reason.AFTER)) {
            own.add(new Reason.HeldBack(by, placeWithout(held, place) + 1));
        } else {
            own.add(new Reason.Waits(by));
        }
    }

    private int placeWithout(Set<Constraint> held, int place) {
        Standing<?> standing = order.get(place);
        int without = firstFree(standing.predecessors().stream()
                .filter(constraint -> !held.contains(constraint))
                .toList());
        while (!standing.outranks(order.get(without))) {
            without++;
        }
        return without;
    }

    private Reason anchored(int place) {
        Standing<?> standing = order.get(place);
        List<Constraint> behind = place == 0
                ? List.of()
                : standing.predecessors().stream()
                        .filter(constraint -> placeOf(constraint.earlier()) == place - 1)
                        .filter(this::withinABand)
                        .toList();
        return new Reason.Anchored(anchor(standing), behind);
    }

    private Reason priority(Standing<?> standing) {
        int own = standing.member().position().priority();
        int effective = standing.effectivePriority();
        if (effective == own) {
            return new Reason.OwnPriority(own);
        }
        List<Constraint> by = new ArrayList<>(1);
        int otherwise = own;
        for (Constraint constraint : standing.successors()) {
            if (constraint.reason() == Constraint.Reason.BEFORE) {
                int later = order.get(placeOf(constraint.later())).effectivePriority();
                if (later == effective) {
                    by.add(constraint);
                } else {
                    otherwise = Math.max(otherwise, later);
                }
            }
        }
        atWork.addAll(by);
        return new Reason.Raised(own, effective, by, otherwise);
    }

    private void withoutEffect(Standing<?> standing, List<Reason> own) {
        Stream.concat(
                        standing.predecessors().stream()
                                .filter(constraint -> constraint.reason() == Constraint.Reason.AFTER),
                        standing.successors().stream()
                                .filter(constraint -> constraint.reason() == Constraint.Reason.BEFORE))
                .filter(constraint -> !atWork.contains(constraint) && !withinABand(constraint))
                .map(Reason.Idle::new)
                .forEach(own::add);
        Position position = standing.member().position();
        String id = standing.id();
        for (String later : position.before()) {
            if (!places.containsKey(later)) {
                own.add(new Reason.Dormant(new Constraint(id, later, Constraint.Reason.BEFORE), later));
            }
        }
        for (String earlier : position.after()) {
            if (!places.containsKey(earlier)) {
                own.add(new Reason.Dormant(new Constraint(earlier, id, Constraint.Reason.AFTER), earlier));
            }
        }
    }

    /** Whether it orders two of FIRST, or two of LAST, who could not both be there without it. */
    private boolean withinABand(Constraint constraint) {
        Standing<?> earlier = order.get(placeOf(constraint.earlier()));
        return isAnchored(earlier) && anchor(earlier) == anchor(order.get(placeOf(constraint.later())));
    }
}
