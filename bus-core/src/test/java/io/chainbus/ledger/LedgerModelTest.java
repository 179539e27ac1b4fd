package io.chainbus.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.chainbus.chain.Lineup;
import io.chainbus.chain.Member;
import io.chainbus.chain.Places;
import io.chainbus.chain.Position;
import io.chainbus.event.ModulePhase;
import io.chainbus.seeded.Seeds;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** The ledger against the simplest possible one: a list of holds, each a key, a member and a phase. */
class LedgerModelTest {

    private static final List<String> KEYS = List.of("k0", "k1", "k2");
    private static final List<ModulePhase> ACQUIRES = List.of(ModulePhase.UNFORMED, ModulePhase.COMING);

    @Test
    void agrees_with_a_list_of_holds() {
        Seeds.run(10_000, random -> new Run(random).go(15));
    }

    private record Hold(String key, Member<String> holder, ModulePhase phase) {}

    private record Up(String key, ModulePhase phase) {}

    private static final class Run {

        private final RandomGenerator random;
        private final Lineup lineup = Lineup.of();
        private final Ledger<String> ledger = new Ledger<>();
        private final List<Hold> holds = new ArrayList<>();
        private final List<Up> ups = new ArrayList<>();
        private long walks;

        Run(RandomGenerator random) {
            this.random = random;
        }

        void go(int steps) {
            for (int step = 0; step < steps; step++) {
                switch (random.nextInt(6)) {
                    case 0 -> joinOrLeave();
                    case 5 -> holdOrLetGo();
                    case 1 -> down(KEYS.get(random.nextInt(KEYS.size())));
                    default -> up(KEYS.get(random.nextInt(KEYS.size())), ACQUIRES.get(random.nextInt(2)));
                }
                compare(KEYS.get(step % KEYS.size()));
            }
            KEYS.forEach(this::compare);
            assertThat(ledger.size())
                    .isEqualTo((int) ups.stream().map(Up::key).distinct().count());
        }

        private void joinOrLeave() {
            String id = "s" + random.nextInt(5);
            for (Member<String> member : lineup.route()) {
                if (member.id().equals(id)) {
                    lineup.leave(id);
                    holds.removeIf(hold -> hold.holder() == member);
                    return;
                }
            }
            lineup.join(id, Position.at(random.nextInt(3)));
        }

        /** Somebody is told late of what is up and accepts it; or lets go of one hold, or of all that it holds of a key. */
        private void holdOrLetGo() {
            if (lineup.route().isEmpty() || ups.isEmpty()) {
                return;
            }
            Member<String> member =
                    lineup.route().member(random.nextInt(lineup.route().size()));
            Up up = ups.get(random.nextInt(ups.size()));
            Hold hold = new Hold(up.key(), member, up.phase());
            if (!holds.contains(hold)) {
                ledger.holds(up.key(), up.phase(), member);
                holds.add(hold);
            } else if (random.nextBoolean()) {
                ledger.letGo(up.key(), up.phase(), member);
                holds.remove(hold);
            } else {
                ledger.letGo(up.key(), member);
                holds.removeIf(one -> one.key().equals(up.key()) && one.holder() == member);
            }
        }

        private void up(String key, ModulePhase phase) {
            if (ups.contains(new Up(key, phase))) {
                return;
            }
            walks++;
            Places.Builder holders = Places.on(lineup.route());
            for (int place = 0; place < lineup.route().size(); place++) {
                if (random.nextInt(4) > 0) {
                    holders.add(place);
                    holds.add(new Hold(key, lineup.route().member(place), phase));
                }
            }
            ups.add(new Up(key, phase));
            ledger.up(new Acquisition<>(key, phase, "payload " + walks, walks, holders.build()));
        }

        private void down(String key) {
            ledger.down(key);
            ups.removeIf(up -> up.key().equals(key));
            holds.removeIf(hold -> hold.key().equals(key));
        }

        private void compare(String key) {
            Set<Member<String>> expected = new HashSet<>();
            for (Hold hold : holds) {
                if (hold.key().equals(key)) {
                    expected.add(hold.holder());
                }
            }
            Places places = ledger.holders(key, lineup.route());
            Set<Member<String>> holders = new HashSet<>();
            for (int place = 0; place < lineup.route().size(); place++) {
                if (places.contains(place)) {
                    holders.add(lineup.route().member(place));
                }
            }
            assertThat(holders).isEqualTo(expected);
            comparePhases(key);
            lineup.route().forEach(this::compareAllHeldBy);
        }

        /** Each phase of each key, in the order in which they came up. */
        private void compareAllHeldBy(Member<String> member) {
            List<Up> expected = new ArrayList<>(ups);
            expected.removeIf(up -> !holds.contains(new Hold(up.key(), member, up.phase())));
            List<Up> held = new ArrayList<>();
            for (Acquisition<String> acquisition : ledger.allHeldBy(member)) {
                held.add(new Up(acquisition.key(), (ModulePhase) acquisition.phase()));
            }
            assertThat(held).isEqualTo(expected);
        }

        private void comparePhases(String key) {
            List<Up> expected = new ArrayList<>(ups);
            expected.removeIf(up -> !up.key().equals(key));
            List<Up> acquired = new ArrayList<>();
            for (Acquisition<String> acquisition : ledger.acquisitions(key)) {
                acquired.add(new Up(acquisition.key(), (ModulePhase) acquisition.phase()));
            }
            assertThat(acquired).isEqualTo(expected);
            assertThat(ledger.isUp(key)).isEqualTo(!expected.isEmpty());
            for (ModulePhase phase : ACQUIRES) {
                assertThat(ledger.isUp(key, phase)).isEqualTo(expected.contains(new Up(key, phase)));
            }
        }
    }
}
