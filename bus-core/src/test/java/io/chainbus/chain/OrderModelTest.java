package io.chainbus.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.chainbus.chain.RegistrationRefusal.Cycle;
import io.chainbus.seeded.Seeds;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/**
 * Random joins, leaves and questions for the order, on the real membership and on {@link NaiveChain}: same refusals,
 * same order, and {@link Invariants} after each step, which also compares the list that insertion and removal have
 * kept in order with one made anew.
 */
class OrderModelTest {

    @Test
    void the_membership_does_what_the_simplest_model_does() {
        Seeds.run(10_000, random -> new Run(random).go());
    }

    /** One run. Its few ids and priorities make collisions likely; how likely constraints are differs between runs. */
    private static final class Run {

        private final RandomGenerator random;
        private final List<String> ids;
        private final double constrained;
        private final double anchored;
        private final Membership<String> membership = new Membership<>();
        private final NaiveChain model = new NaiveChain();
        private final Map<Route<String>, List<String>> routes = new LinkedHashMap<>();
        private final List<String> log = new ArrayList<>();

        Run(RandomGenerator random) {
            this.random = random;
            this.ids = List.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "j").subList(0, random.nextInt(3, 11));
            this.constrained = pick(List.of(0.0, 0.1, 0.3, 0.8));
            this.anchored = pick(List.of(0.0, 0.1, 0.5));
        }

        void go() {
            int steps = random.nextInt(1, 30);
            try {
                for (int step = 0; step < steps; step++) {
                    step();
                    Invariants.check(membership);
                    assertThat(membership.size()).isEqualTo(model.ids().size());
                }
                checkRoute();
                routes.forEach(
                        (route, order) -> assertThat(TestChain.ids(route)).isEqualTo(order));
            } catch (AssertionError | RuntimeException failure) {
                throw new AssertionError(failure.getMessage() + "\nafter " + String.join("\n      ", log), failure);
            }
        }

        private void step() {
            switch (random.nextInt(8)) {
                case 0, 1 -> leave();
                case 2 -> checkRoute();
                default -> join(candidate());
            }
        }

        private void leave() {
            if (model.ids().isEmpty()) {
                return;
            }
            String id = pick(model.ids());
            log.add("leave " + id);
            long version = membership.version();
            assertThat(membership.remove(membership.find(id).orElseThrow())).isEqualTo(version + 1);
            model.remove(id);
        }

        private void checkRoute() {
            log.add("route");
            Route<String> route = membership.route();
            List<String> order = model.order();
            assertThat(TestChain.ids(route)).as("order").isEqualTo(order);
            assertThat(route.version()).isEqualTo(membership.version());
            Collections.reverse(order);
            assertThat(TestChain.ids(route.ascending())).isEqualTo(order);
            Collections.reverse(order);
            routes.put(route, order);
        }

        private void join(Candidate<String> candidate) {
            log.add("join " + candidate.id() + " " + candidate.position());
            long version = membership.version();
            Admission<String> admission = membership.admit(candidate);
            List<RegistrationRefusal> refusals = model.refusals(candidate);
            if (!refusals.isEmpty()) {
                assertThat(admission).isEqualTo(new Admission.Refused<>(refusals.get(0)));
            } else if (model.shortestCycle(candidate) > 0) {
                checkCycle(candidate, admission);
            } else {
                assertThat(admission).isInstanceOf(Admission.Admitted.class);
                assertThat(((Admission.Admitted<String>) admission).version()).isEqualTo(version + 1);
                model.add(candidate);
                version++;
            }
            assertThat(membership.version()).isEqualTo(version);
        }

        /** There may be several shortest cycles: any will do, if each of its constraints is there and it closes. */
        private void checkCycle(Candidate<String> candidate, Admission<String> admission) {
            assertThat(admission).isInstanceOf(Admission.Refused.class);
            RegistrationRefusal refusal = ((Admission.Refused<String>) admission).refusal();
            assertThat(refusal).isInstanceOf(Cycle.class);
            List<Constraint> cycle = ((Cycle) refusal).cycle();
            assertThat(refusal.id()).isEqualTo(candidate.id());
            assertThat(cycle).hasSize(model.shortestCycle(candidate));
            String at = candidate.id();
            for (Constraint constraint : cycle) {
                assertThat(constraint.earlier()).as("cycle %s", cycle).isEqualTo(at);
                assertThat(isDeclared(constraint, candidate))
                        .as("%s", constraint)
                        .isTrue();
                at = constraint.later();
            }
            assertThat(at).isEqualTo(candidate.id());
        }

        private boolean isDeclared(Constraint constraint, Candidate<String> candidate) {
            Position earlier = position(constraint.earlier(), candidate);
            Position later = position(constraint.later(), candidate);
            return switch (constraint.reason()) {
                case BEFORE -> earlier.before().contains(constraint.later());
                case AFTER -> later.after().contains(constraint.earlier());
                case BAND -> earlier.anchor().compareTo(later.anchor()) < 0;
            };
        }

        private Position position(String id, Candidate<String> candidate) {
            return id.equals(candidate.id()) ? candidate.position() : model.position(id);
        }

        private Candidate<String> candidate() {
            Position position = Position.at(random.nextInt(-1, 3));
            while (random.nextDouble() < constrained) {
                position = random.nextBoolean() ? position.before(pick(ids)) : position.after(pick(ids));
            }
            if (random.nextDouble() < anchored) {
                position = random.nextBoolean() ? position.first() : position.last();
            }
            if (random.nextInt(10) == 0) {
                position = position.unique(true);
            }
            return new Candidate<>(pick(ids), position, random.nextBoolean(), "subscriber");
        }

        private <E> E pick(List<E> from) {
            return from.get(random.nextInt(from.size()));
        }
    }
}
