package io.chainbus.scene;

import io.chainbus.event.Direction;
import io.chainbus.event.Phase;
import io.chainbus.event.PhaseSet;
import io.chainbus.history.PhaseRule;
import io.chainbus.history.Recorded;
import java.util.LinkedHashMap;
import java.util.Map;

/** Phases that are given by their rules instead of in code. */
final class PhaseTable {

    private PhaseTable() {}

    /**
     * The phases of those rules, by name.
     *
     * @throws IllegalArgumentException saying which phase contradicts what
     */
    static PhaseSet of(Map<String, PhaseRule> rules) {
        Map<String, Phase> phases = new LinkedHashMap<>();
        rules.keySet().forEach(name -> phases.put(name, phase(name, rules)));
        return PhaseSet.of(phases.values());
    }

    /**
     * One of those phases.
     *
     * @throws IllegalArgumentException if it contradicts itself, or its undo is not among the rules
     */
    static Phase phase(String name, Map<String, PhaseRule> rules) {
        PhaseRule rule = rules.get(name);
        if (rule == null) {
            throw new IllegalArgumentException("there is no phase " + name);
        }
        Direction direction =
                rule.direction() == Recorded.Direction.DESCENDING ? Direction.DESCENDING : Direction.ASCENDING;
        return switch (rule.role()) {
            case ACQUIRE ->
                rule.vetoable()
                        ? Phase.acquire(name, direction, undo(name, rule.undo(), rules))
                        : Phase.unvetoable(name, direction);
            case RELEASE -> Phase.release(name, direction);
            case NOTIFY -> Phase.notification(name, direction);
        };
    }

    private static Phase undo(String name, String undo, Map<String, PhaseRule> rules) {
        PhaseRule rule = rules.get(undo);
        if (undo.isEmpty()) {
            throw new IllegalArgumentException(name + " can be vetoed and so must name its undo phase");
        }
        if (rule == null) {
            throw new IllegalArgumentException("the undo of " + name + ", " + undo + ", is not among the phases");
        }
        if (rule.role() == Recorded.Role.ACQUIRE) {
            throw new IllegalArgumentException(
                    "the undo of " + name + ", " + undo + ", is an acquire: an undo lets go, it does not take");
        }
        return phase(undo, rules);
    }
}
