package io.chainbus.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.chainbus.chain.Lineup;
import io.chainbus.chain.Places;
import io.chainbus.chain.Position;
import io.chainbus.event.Direction;
import io.chainbus.event.ModulePhase;
import io.chainbus.event.Phase;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Promise P3. */
class LedgerTest {

    private final Lineup lineup = Lineup.of("a", "b", "c");
    private final Ledger<String> ledger = new Ledger<>();
    private long walks;

    private Acquisition<String> up(String key, Phase phase, String... holders) {
        walks++;
        Acquisition<String> acquisition =
                new Acquisition<>(key, phase, "payload of " + key, walks, lineup.places(holders));
        ledger.up(acquisition);
        return acquisition;
    }

    private List<String> holders(String key) {
        Places holders = ledger.holders(key, lineup.route());
        assertThat(holders.route()).isSameAs(lineup.route());
        return Lineup.ids(holders);
    }

    @Test
    void a_key_that_never_came_up_is_not_up_and_nobody_holds_it() {
        assertThat(ledger.isUp("k")).isFalse();
        assertThat(ledger.isUp("k", ModulePhase.COMING)).isFalse();
        assertThat(ledger.acquisitions("k")).isEmpty();
        assertThat(ledger.size()).isZero();
        assertThat(holders("k")).isEmpty();
    }

    @Test
    void a_key_that_came_up_is_up_in_that_phase_and_held_by_those_who_accepted() {
        Acquisition<String> acquisition = up("k", ModulePhase.COMING, "a", "c");

        assertThat(ledger.isUp("k")).isTrue();
        assertThat(ledger.isUp("k", ModulePhase.COMING)).isTrue();
        assertThat(ledger.isUp("k", ModulePhase.UNFORMED)).isFalse();
        assertThat(ledger.isUp("other")).isFalse();
        assertThat(ledger.isUp("other", ModulePhase.COMING)).isFalse();
        assertThat(ledger.acquisitions("k")).containsExactly(acquisition);
        assertThat(ledger.size()).isEqualTo(1);
        assertThat(holders("k")).containsExactly("a", "c");
    }

    @Test
    void a_key_is_up_even_if_nobody_holds_it() {
        up("k", ModulePhase.COMING);

        assertThat(ledger.isUp("k", ModulePhase.COMING)).isTrue();
        assertThat(holders("k")).isEmpty();
    }

    @Test
    void a_key_that_is_up_in_several_phases_is_held_by_the_holders_of_any() {
        Acquisition<String> unformed = up("k", ModulePhase.UNFORMED, "a", "b");
        Acquisition<String> coming = up("k", ModulePhase.COMING, "b", "c");

        assertThat(ledger.isUp("k", ModulePhase.UNFORMED)).isTrue();
        assertThat(ledger.isUp("k", ModulePhase.COMING)).isTrue();
        assertThat(ledger.acquisitions("k")).containsExactly(unformed, coming);
        assertThat(ledger.size()).isEqualTo(1);
        assertThat(holders("k")).containsExactly("a", "b", "c");
    }

    @Test
    void going_down_ends_all_of_a_keys_holds_and_none_of_another_key() {
        up("k", ModulePhase.UNFORMED, "a", "b");
        up("k", ModulePhase.COMING, "b", "c");
        up("other", ModulePhase.COMING, "b");
        ledger.down("k");

        assertThat(ledger.isUp("k")).isFalse();
        assertThat(ledger.isUp("k", ModulePhase.UNFORMED)).isFalse();
        assertThat(ledger.acquisitions("k")).isEmpty();
        assertThat(holders("k")).isEmpty();
        assertThat(holders("other")).containsExactly("b");
        assertThat(ledger.size()).isEqualTo(1);
    }

    @Test
    void what_is_down_can_come_up_again_with_other_holders() {
        up("k", ModulePhase.COMING, "a", "b");
        ledger.down("k");
        up("k", ModulePhase.COMING, "c");

        assertThat(holders("k")).containsExactly("c");
        assertThat(ledger.acquisitions("k")).hasSize(1);
    }

    @Test
    void going_down_when_not_up_does_nothing() {
        ledger.down("k");

        assertThat(ledger.size()).isZero();
    }

    @Test
    void coming_up_twice_in_one_phase_is_a_bug_of_the_caller() {
        up("k", ModulePhase.COMING, "a");
        up("k", ModulePhase.UNFORMED, "a");

        assertThatIllegalStateException()
                .isThrownBy(() -> up("k", ModulePhase.COMING, "b"))
                .withMessage("k is up already");
        assertThat(holders("k")).containsExactly("a");
    }

    @Test
    void phases_are_told_apart_by_equality() {
        up("k", Phase.unvetoable("SET", Direction.DESCENDING), "a");

        assertThat(ledger.isUp("k", Phase.unvetoable("SET", Direction.DESCENDING)))
                .isTrue();
        assertThat(ledger.isUp("k", Phase.unvetoable("SET", Direction.ASCENDING)))
                .isFalse();
    }

    @Test
    void holders_are_found_where_they_stand_now() {
        up("k", ModulePhase.COMING, "a", "c");
        lineup.join("x", Position.at(5)).join("d").leave("b");

        assertThat(holders("k")).containsExactly("a", "c");
        assertThat(ledger.holders("k", lineup.route()).contains(lineup.place("c")))
                .isTrue();
    }

    @Test
    void who_has_left_holds_nothing_and_neither_does_who_came_back() {
        up("k", ModulePhase.UNFORMED, "a", "b");
        up("k", ModulePhase.COMING, "a", "b", "c");
        lineup.leave("a").leave("b").join("b");

        assertThat(holders("k")).containsExactly("c");
    }

    @Test
    void who_came_back_holds_what_it_accepted_since_then() {
        up("k", ModulePhase.UNFORMED, "a", "b");
        lineup.leave("b").join("b");
        up("k", ModulePhase.COMING, "b");
        up("other", ModulePhase.COMING, "c");

        assertThat(holders("k")).containsExactly("a", "b");
        assertThat(holders("other")).containsExactly("c");
    }

    @Test
    void holds_taken_on_different_routes_are_put_together_on_the_present_one() {
        up("k", ModulePhase.UNFORMED, "c");
        lineup.join("x", Position.at(5));
        up("k", ModulePhase.COMING, "x");
        lineup.join("y", Position.at(9));

        assertThat(holders("k")).containsExactly("x", "c");
    }

    /** Its walk was accepted first, and it waited for the other. */
    @Test
    void what_came_up_last_is_the_newest() {
        Acquisition<String> waiting = new Acquisition<>("k1", ModulePhase.COMING, "", 1, lineup.places("a"));
        Acquisition<String> awaited = new Acquisition<>("k2", ModulePhase.COMING, "", 2, lineup.places("a"));
        ledger.up(awaited);
        ledger.up(waiting);

        assertThat(ledger.all()).containsExactly(awaited, waiting);
        assertThat(ledger.newestFirst()).containsExactly(waiting, awaited);
        assertThat(ledger.heldBy(lineup.route().member(0))).containsExactly(waiting, awaited);
    }

    @Test
    void a_latecomer_and_somebody_who_lets_go_change_nothing_of_what_is_newer() {
        up("k1", ModulePhase.COMING, "a", "b");
        up("k2", ModulePhase.COMING, "a");
        ledger.holds("k1", ModulePhase.COMING, lineup.route().member(2));
        ledger.letGo("k1", lineup.route().member(0));

        assertThat(ledger.newestFirst()).extracting(Acquisition::key).containsExactly("k2", "k1");
    }

    /** Thousands of keys are mostly held by the same subscribers. */
    @Test
    void keys_that_are_held_by_the_same_share_one_set_of_places() {
        Acquisition<String> first = up("k1", ModulePhase.COMING, "a", "b");
        Acquisition<String> second = up("k2", ModulePhase.COMING, "a", "b");
        up("k3", ModulePhase.COMING, "c");
        up("k4", ModulePhase.COMING, "c");

        assertThat(second.holders()).isNotSameAs(first.holders());
        assertThat(ledger.holders("k2", lineup.route())).isSameAs(ledger.holders("k1", lineup.route()));
        assertThat(ledger.acquisitions("k2")).containsExactly(second);
        assertThat(ledger.holders("k4", lineup.route())).isSameAs(ledger.holders("k3", lineup.route()));
        assertThat(holders("k4")).containsExactly("c");
    }

    @Test
    void the_same_places_of_another_route_are_not_shared() {
        up("k1", ModulePhase.COMING, "a");
        lineup.leave("a").join("a", Position.at(9));
        up("k2", ModulePhase.COMING, "a");

        assertThat(holders("k1")).isEmpty();
        assertThat(holders("k2")).containsExactly("a");
    }
}
