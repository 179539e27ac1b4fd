package io.chainbus.explain;

import io.chainbus.chain.Candidate;
import io.chainbus.chain.Constraint;
import io.chainbus.chain.Member;
import io.chainbus.chain.Position;
import io.chainbus.chain.Standing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the members of a chain have declared, to be changed for a supposition. */
final class Declarations {

    /** By id, in the order of their registration. */
    private final Map<String, Candidate<String>> candidates = new LinkedHashMap<>();

    Declarations(List<Standing<?>> order) {
        order.stream()
                .map(Standing::member)
                .sorted(Comparator.comparingLong(Member::sequence))
                .forEach(member -> candidates.put(
                        member.id(), new Candidate<>(member.id(), member.position(), member.observer(), member.id())));
    }

    /** All, in the order of their registration. */
    List<Candidate<String>> candidates() {
        return List.copyOf(candidates.values());
    }

    /** Takes a constraint out; what speaks against that, if something does. */
    @Nullable
    Supposition remove(Constraint constraint) {
        Candidate<String> declarer = candidates.get(declarer(constraint));
        if (declarer == null) {
            return new Supposition.NotRegistered(constraint, declarer(constraint));
        }
        if (!named(constraint, declarer.position()).contains(other(constraint))) {
            return new Supposition.NotDeclared(constraint, between(constraint.earlier(), constraint.later()));
        }
        change(declarer, constraint, false);
        return null;
    }

    /** Adds a constraint; what speaks against that, if something does. */
    @Nullable
    Supposition add(Constraint constraint) {
        Candidate<String> declarer = candidates.get(declarer(constraint));
        if (declarer == null) {
            return new Supposition.NotRegistered(constraint, declarer(constraint));
        }
        if (named(constraint, declarer.position()).contains(other(constraint))) {
            return new Supposition.DeclaredAlready(constraint);
        }
        change(declarer, constraint, true);
        return null;
    }

    private void change(Candidate<String> declarer, Constraint constraint, boolean there) {
        Position old = declarer.position();
        Set<String> ids = new LinkedHashSet<>(named(constraint, old));
        if (there) {
            ids.add(other(constraint));
        } else {
            ids.remove(other(constraint));
        }
        boolean before = constraint.reason() == Constraint.Reason.BEFORE;
        Position changed = new Position(
                old.priority(), old.unique(), old.anchor(), before ? ids : old.before(), before ? old.after() : ids);
        candidates.put(
                declarer.id(), new Candidate<>(declarer.id(), changed, declarer.observer(), declarer.subscriber()));
    }

    /** What is declared between two ids, whichever is to come first. */
    private List<Constraint> between(String one, String other) {
        List<Constraint> between = new ArrayList<>();
        for (Constraint.Reason reason : List.of(Constraint.Reason.BEFORE, Constraint.Reason.AFTER)) {
            for (Constraint constraint :
                    List.of(new Constraint(one, other, reason), new Constraint(other, one, reason))) {
                Candidate<String> declarer = candidates.get(declarer(constraint));
                if (declarer != null && named(constraint, declarer.position()).contains(other(constraint))) {
                    between.add(constraint);
                }
            }
        }
        return between;
    }

    private static Set<String> named(Constraint constraint, Position position) {
        return constraint.reason() == Constraint.Reason.BEFORE ? position.before() : position.after();
    }

    private static String declarer(Constraint constraint) {
        return switch (constraint.reason()) {
            case BEFORE -> constraint.earlier();
            case AFTER -> constraint.later();
            case BAND -> throw new IllegalArgumentException("'" + constraint + "' is declared by nobody");
        };
    }

    private static String other(Constraint constraint) {
        return constraint.reason() == Constraint.Reason.BEFORE ? constraint.later() : constraint.earlier();
    }
}
