package io.chainbus.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.chainbus.chain.Admission;
import io.chainbus.chain.Anchor;
import io.chainbus.chain.Candidate;
import io.chainbus.chain.Constraint;
import io.chainbus.chain.Member;
import io.chainbus.chain.Membership;
import io.chainbus.chain.Places;
import io.chainbus.chain.Position;
import io.chainbus.dispatch.Holding;
import io.chainbus.event.ModulePhase;
import io.chainbus.ledger.Acquisition;
import io.chainbus.ledger.Ledger;
import io.chainbus.seeded.Seeds;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/**
 * On random memberships: the explained order is the membership's own, whatever a reason says would be otherwise is so
 * when it is tried, and no reason is missing.
 */
class ReasonModelTest {

    @Test
    void the_explained_order_is_the_route_and_every_reason_is_as_it_says() {
        Seeds.run(10_000, random -> new Run(random).check());
    }

    private static final class Run {

        private final RandomGenerator random;
        private final Membership<String> membership = new Membership<>();
        private final DryRun dryRun;
        private final Explanation explanation;

        Run(RandomGenerator random) {
            this.random = random;
            populate();
            dryRun = DryRun.of(membership, new Ledger<String>(), Holding.ACCEPTED, "key", ModulePhase.LIVE);
            explanation = dryRun.explain();
        }

        /** Few ids and priorities, so that they collide; how likely constraints and bands are differs between runs. */
        private void populate() {
            List<String> ids = List.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "j");
            double constrained = pick(List.of(0.0, 0.2, 0.5, 0.7));
            double anchored = pick(List.of(0.0, 0.1, 0.4));
            for (int step = random.nextInt(1, 20); step > 0; step--) {
                Position position = Position.at(random.nextInt(-1, 3));
                while (random.nextDouble() < constrained) {
                    position = random.nextBoolean() ? position.before(pick(ids)) : position.after(pick(ids));
                }
                if (random.nextDouble() < anchored) {
                    position = random.nextBoolean() ? position.first() : position.last();
                }
                String id = pick(ids);
                if (random.nextInt(6) == 0) {
                    membership.find(id).ifPresent(membership::remove);
                } else {
                    membership.admit(new Candidate<>(id, position, false, id));
                }
            }
        }

        private <E> E pick(List<E> from) {
            return from.get(random.nextInt(from.size()));
        }

        void check() {
            List<String> route =
                    membership.route().descending().stream().map(Member::id).toList();
            assertThat(ids(explanation)).isEqualTo(route);
            assertThat(explanation.visited()).extracting(Place::place).isSorted();
            try {
                explanation.visited().forEach(this::checkReasons);
                checkNoneIsMissing();
                checkMirror(route);
            } catch (AssertionError failure) {
                String text = String.join("\n", explanation.lines());
                throw new AssertionError(failure.getMessage() + "\n" + text + "\n" + positions(), failure);
            }
        }

        private String positions() {
            StringBuilder text = new StringBuilder();
            for (Member<String> member : membership.route()) {
                text.append(member).append(' ').append(member.position()).append('\n');
            }
            return text.toString();
        }

        private void checkMirror(List<String> route) {
            List<String> mirror = new ArrayList<>(route);
            Collections.reverse(mirror);
            Ledger<String> ledger = new Ledger<>();
            ledger.up(new Acquisition<>("key", ModulePhase.COMING, "key", 1, Places.all(membership.route())));
            DryRun going = DryRun.of(membership, ledger, Holding.ACCEPTED, "key", ModulePhase.GOING);
            assertThat(ids(going.explain())).isEqualTo(mirror);
        }

        private void checkReasons(Place place) {
            for (Reason reason : place.reasons()) {
                if (reason instanceof Reason.HeldBack held) {
                    checkHeldBack(place, held);
                } else if (reason instanceof Reason.Raised raised) {
                    checkRaised(place, raised);
                } else if (reason instanceof Reason.Tied tied) {
                    checkTied(place, tied);
                } else if (reason instanceof Reason.Idle idle) {
                    assertThat(ids(without(List.of(idle.constraint())))).isEqualTo(ids(explanation));
                } else if (reason instanceof Reason.Dormant dormant) {
                    assertThat(membership.find(dormant.missing())).isEmpty();
                } else if (reason instanceof Reason.Waits waits) {
                    assertThat(waits.by()).extracting(Constraint::reason).contains(Constraint.Reason.BEFORE);
                    assertThat(waits.by()).extracting(Constraint::later).containsOnly(place.subscriber());
                } else if (reason instanceof Reason.OwnPriority own) {
                    assertThat(own.priority()).isEqualTo(position(place).priority());
                } else if (reason instanceof Reason.Anchored anchored) {
                    assertThat(anchored.anchor()).isEqualTo(position(place).anchor());
                }
            }
        }

        /** Without all of them it stands where it is said; if only one of them is left, where it stands now. */
        private void checkHeldBack(Place place, Reason.HeldBack held) {
            assertThat(held.otherwise()).isLessThan(place.place());
            assertThat(placeOf(place.subscriber(), without(held.by()))).isEqualTo(held.otherwise());
            for (Constraint left : held.by()) {
                List<Constraint> others = new ArrayList<>(held.by());
                others.remove(left);
                assertThat(placeOf(place.subscriber(), without(others))).isEqualTo(place.place());
            }
        }

        private void checkRaised(Place place, Reason.Raised raised) {
            assertThat(raised.otherwise()).isLessThan(raised.to());
            assertThat(effectivePriority(place)).isEqualTo(raised.to());
            Explanation without = without(raised.by());
            assertThat(effectivePriority(place(place.subscriber(), without))).isEqualTo(raised.otherwise());
        }

        /** If it had registered in the stead of one that it is tied behind, they would stand the other way round. */
        private void checkTied(Place place, Reason.Tied tied) {
            for (String ahead : tied.earlier().nearest()) {
                List<Member<String>> members =
                        new ArrayList<>(membership.route().descending());
                members.sort(Comparator.comparingLong(Member::sequence));
                List<String> order =
                        new ArrayList<>(members.stream().map(Member::id).toList());
                Collections.swap(order, order.indexOf(ahead), order.indexOf(place.subscriber()));
                Membership<String> exchanged = new Membership<>();
                for (String id : order) {
                    Position position = membership.find(id).orElseThrow().position();
                    assertThat(exchanged.admit(new Candidate<>(id, position, false, id)))
                            .isInstanceOf(Admission.Admitted.class);
                }
                List<String> route =
                        exchanged.route().descending().stream().map(Member::id).toList();
                assertThat(route.indexOf(place.subscriber())).isLessThan(route.indexOf(ahead));
            }
        }

        private void checkNoneIsMissing() {
            List<Place> order = explanation.visited();
            for (int at = 0; at < order.size(); at++) {
                Place place = order.get(at);
                if (position(place).anchor() != Anchor.NONE) {
                    boolean first = at == 0
                            || position(order.get(at - 1)).anchor()
                                    != position(place).anchor();
                    Reason.Anchored anchored = (Reason.Anchored) place.reasons().get(0);
                    assertThat(anchored.behind().isEmpty()).isEqualTo(first);
                    continue;
                }
                boolean passed = order.subList(0, at).stream().anyMatch(other -> outranks(place, other));
                assertThat(place.reasons().stream()
                                .anyMatch(
                                        reason -> reason instanceof Reason.HeldBack || reason instanceof Reason.Waits))
                        .as("%s was passed", place.subscriber())
                        .isEqualTo(passed);
                checkTiesAreTold(at, order);
            }
            checkDeclarations();
        }

        private void checkTiesAreTold(int at, List<Place> order) {
            List<String> earlier = new ArrayList<>();
            List<String> later = new ArrayList<>();
            for (int other = 0; other < order.size(); other++) {
                if (other < at && couldExchange(order, other, at)) {
                    earlier.add(order.get(other).subscriber());
                } else if (other > at && couldExchange(order, at, other)) {
                    later.add(order.get(other).subscriber());
                }
            }
            Reason.Tied told = order.get(at).reasons().stream()
                    .filter(Reason.Tied.class::isInstance)
                    .map(Reason.Tied.class::cast)
                    .findFirst()
                    .orElse(new Reason.Tied(new Reason.Peers(List.of(), 0), new Reason.Peers(List.of(), 0)));
            int named = Reason.Peers.NAMED;
            assertThat(told.earlier())
                    .isEqualTo(new Reason.Peers(
                            earlier.subList(Math.max(0, earlier.size() - named), earlier.size()), earlier.size()));
            assertThat(told.later())
                    .isEqualTo(new Reason.Peers(later.subList(0, Math.min(named, later.size())), later.size()));
        }

        /** Whether they are equals, and nobody from the first of them on must precede the second. */
        private boolean couldExchange(List<Place> order, int first, int second) {
            Place place = order.get(second);
            return position(order.get(first)).anchor() == Anchor.NONE
                    && position(place).anchor() == Anchor.NONE
                    && effectivePriority(order.get(first)) == effectivePriority(place)
                    && order.subList(first, second).stream()
                            .noneMatch(other -> position(other).before().contains(place.subscriber())
                                    || position(place).after().contains(other.subscriber()));
        }

        /** Whatever somebody declared is told somewhere, except what orders two of a band who are not neighbours. */
        private void checkDeclarations() {
            Set<Constraint> told = new HashSet<>();
            for (Place place : explanation.visited()) {
                for (Reason reason : place.reasons()) {
                    if (reason instanceof Reason.HeldBack held) {
                        told.addAll(held.by());
                    } else if (reason instanceof Reason.Waits waits) {
                        told.addAll(waits.by());
                    } else if (reason instanceof Reason.Raised raised) {
                        told.addAll(raised.by());
                    } else if (reason instanceof Reason.Idle idle) {
                        assertThat(told.add(idle.constraint())).as("told once").isTrue();
                    } else if (reason instanceof Reason.Dormant dormant) {
                        assertThat(told.add(dormant.constraint()))
                                .as("told once")
                                .isTrue();
                    } else if (reason instanceof Reason.Anchored anchored) {
                        told.addAll(anchored.behind());
                    }
                }
            }
            for (Place place : explanation.visited()) {
                position(place).before().stream()
                        .map(later -> Explained.before(place.subscriber(), later))
                        .filter(constraint -> !withinABand(constraint))
                        .forEach(constraint -> assertThat(told).contains(constraint));
                position(place).after().stream()
                        .map(earlier -> Explained.after(place.subscriber(), earlier))
                        .filter(constraint -> !withinABand(constraint))
                        .forEach(constraint -> assertThat(told).contains(constraint));
            }
        }

        private boolean withinABand(Constraint constraint) {
            return membership
                    .find(constraint.earlier())
                    .flatMap(earlier -> membership
                            .find(constraint.later())
                            .filter(later -> earlier.position().anchor() != Anchor.NONE)
                            .filter(later -> later.position().anchor()
                                    == earlier.position().anchor()))
                    .isPresent();
        }

        private boolean outranks(Place one, Place other) {
            if (position(other).anchor() != Anchor.NONE) {
                return position(other).anchor() == Anchor.LAST;
            }
            int mine = effectivePriority(one);
            int theirs = effectivePriority(other);
            return mine > theirs || (mine == theirs && sequence(one) < sequence(other));
        }

        private long sequence(Place place) {
            return membership.find(place.subscriber()).orElseThrow().sequence();
        }

        private Position position(Place place) {
            return membership.find(place.subscriber()).orElseThrow().position();
        }

        private static int effectivePriority(Place place) {
            Reason reason = place.reasons().get(0);
            if (reason instanceof Reason.Raised raised) {
                return raised.to();
            }
            return ((Reason.OwnPriority) reason).priority();
        }

        private Explanation without(List<Constraint> constraints) {
            return Explained.possible(dryRun.supposing(constraints, List.of())).explain();
        }

        private static Place place(String id, Explanation explanation) {
            return explanation.visited().stream()
                    .filter(place -> place.subscriber().equals(id))
                    .findFirst()
                    .orElseThrow();
        }

        private static int placeOf(String id, Explanation explanation) {
            return place(id, explanation).place();
        }

        private static List<String> ids(Explanation explanation) {
            return explanation.visited().stream().map(Place::subscriber).toList();
        }
    }
}
