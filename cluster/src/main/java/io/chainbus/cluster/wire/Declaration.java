package io.chainbus.cluster.wire;

import io.chainbus.dispatch.Holding;
import io.chainbus.event.Direction;
import io.chainbus.event.Phase;
import io.chainbus.event.PhaseSet;
import io.chainbus.event.Role;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a chain is like, apart from its payloads: so much of it a coordinator has to know.
 *
 * @param payload the payload's class, which all who open the chain must agree on
 * @param phases in the order of their declaration
 */
public record Declaration(String payload, List<Rule> phases, Holding holding) {

    /**
     * A phase.
     *
     * @param undo the phase that undoes it; empty where there is none
     */
    public record Rule(String name, Role role, Direction direction, boolean vetoable, String undo) {

        static Rule of(Phase phase) {
            return new Rule(
                    phase.name(),
                    phase.role(),
                    phase.direction(),
                    phase.vetoable(),
                    phase.undo().map(Phase::name).orElse(""));
        }
    }

    public Declaration {
        phases = List.copyOf(phases);
    }

    public static Declaration of(Class<?> payload, PhaseSet phases, Holding holding) {
        return new Declaration(
                payload.getName(), phases.phases().stream().map(Rule::of).toList(), holding);
    }

    /** The phases, for those who do not have the application's own. */
    public PhaseSet phaseSet() {
        Map<String, Phase> known = new LinkedHashMap<>();
        for (Rule rule : phases) {
            if (rule.undo().isEmpty()) {
                known.put(rule.name(), new DeclaredPhase(rule, null));
            }
        }
        List<Phase> all = new ArrayList<>(phases.size());
        for (Rule rule : phases) {
            Phase phase = known.get(rule.name());
            all.add(phase == null ? new DeclaredPhase(rule, undo(rule, known)) : phase);
        }
        return PhaseSet.of(all);
    }

    private static Phase undo(Rule rule, Map<String, Phase> known) {
        Phase undo = known.get(rule.undo());
        if (undo == null) {
            throw new IllegalArgumentException("the undo of " + rule.name() + ", " + rule.undo()
                    + ", is no phase of the chain that has no undo itself");
        }
        return undo;
    }

    private record DeclaredPhase(Rule rule, @Nullable Phase undoneBy) implements Phase {

        @Override
        public String name() {
            return rule.name();
        }

        @Override
        public Role role() {
            return rule.role();
        }

        @Override
        public Direction direction() {
            return rule.direction();
        }

        @Override
        public boolean vetoable() {
            return rule.vetoable();
        }

        @Override
        public Optional<Phase> undo() {
            return Optional.ofNullable(undoneBy);
        }

        @Override
        public String toString() {
            return name();
        }
    }
}
