package io.chainbus.event;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The phases that a chain knows, by name, in the order in which they were declared. Immutable.
 *
 * <p>Checked when it is made, so that no walk meets a phase that contradicts itself: names are unique and not blank;
 * every vetoable phase is an acquire and names its undo, which is in the set too and is not itself an acquire.
 */
public final class PhaseSet {

    private final Map<String, Phase> byName;
    /** The same: to go through it is quicker than to look a name up. */
    private final Phase[] inOrder;

    private PhaseSet(Map<String, Phase> byName) {
        this.byName = Collections.unmodifiableMap(byName);
        this.inOrder = byName.values().toArray(new Phase[0]);
    }

    /**
     * The set of those phases.
     *
     * @throws IllegalArgumentException saying which phase contradicts what
     */
    public static PhaseSet of(Phase... phases) {
        return of(List.of(phases));
    }

    /**
     * The set of those phases.
     *
     * @throws IllegalArgumentException saying which phase contradicts what
     */
    public static PhaseSet of(Collection<? extends Phase> phases) {
        if (phases.isEmpty()) {
            throw new IllegalArgumentException("a chain needs at least one phase");
        }
        Map<String, Phase> byName = new LinkedHashMap<>();
        for (Phase phase : phases) {
            if (phase.name().isBlank()) {
                throw new IllegalArgumentException("a phase's name is not blank");
            }
            if (byName.put(phase.name(), phase) != null) {
                throw new IllegalArgumentException("two phases are named " + phase.name());
            }
        }
        phases.forEach(phase -> check(phase, byName));
        return new PhaseSet(byName);
    }

    private static void check(Phase phase, Map<String, Phase> byName) {
        if (phase.vetoable() && phase.role() != Role.ACQUIRE) {
            throw new IllegalArgumentException(phase.name() + " is not an acquire and so cannot be vetoable");
        }
        if (phase.vetoable() && phase.undo().isEmpty()) {
            throw new IllegalArgumentException(phase.name() + " can be vetoed and so must name its undo phase");
        }
        phase.undo().ifPresent(undo -> {
            if (!undo.equals(byName.get(undo.name()))) {
                throw new IllegalArgumentException(
                        "the undo of " + phase.name() + ", " + undo.name() + ", is not among the chain's phases");
            }
            if (undo.role() == Role.ACQUIRE) {
                throw new IllegalArgumentException("the undo of " + phase.name() + ", " + undo.name()
                        + ", is an acquire: an undo lets go, it does not take");
            }
        });
    }

    /** Whether exactly this phase (by {@code equals}) is in the set. */
    public boolean contains(Phase phase) {
        for (Phase declared : inOrder) {
            if (declared == phase) {
                return true;
            }
        }
        return phase.equals(byName.get(phase.name()));
    }

    /**
     * The phase by which somebody lets go who holds something by {@code acquire}: its undo, where that is a release,
     * else the first release of the set; empty where there is none, so that nobody can let go.
     */
    public Optional<Phase> releaseOf(Phase acquire) {
        return acquire.undo()
                .filter(undo -> undo.role() == Role.RELEASE)
                .or(() -> byName.values().stream()
                        .filter(phase -> phase.role() == Role.RELEASE)
                        .findFirst());
    }

    /** The phases in the order of their declaration. */
    public Collection<Phase> phases() {
        return byName.values();
    }

    /** The phases by name, in the order of their declaration. */
    public Map<String, Phase> byName() {
        return byName;
    }

    @Override
    public String toString() {
        return byName.keySet().toString();
    }
}
