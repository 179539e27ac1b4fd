package io.chainbus.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.chainbus.chain.Lineup;
import io.chainbus.event.ModulePhase;
import org.junit.jupiter.api.Test;

/** Which keys are remembered: those that are up, those that somebody has the turn of, and some that were. */
class AccountsTest {

    private static final class Plain extends Account<String> {}

    private final Accounts<Plain> accounts = new Accounts<>(Plain::new);
    private final Ledger<String> ledger = new Ledger<>(accounts);
    private final Lineup lineup = Lineup.of("a");

    private void comeUp(String key) {
        ledger.up(new Acquisition<>(key, ModulePhase.COMING, key, 1, lineup.places("a")));
    }

    private void use(String key) {
        Plain account = accounts.open(key);
        assertThat(accounts.begin(account)).isTrue();
        accounts.end(account);
    }

    private void useMany(String prefix) {
        for (int key = 0; key < 20 * Accounts.KEPT; key++) {
            use(prefix + key);
        }
    }

    @Test
    void a_key_that_is_up_is_kept_however_many_come_and_go() {
        comeUp("up");
        useMany("k");
        assertThat(accounts.size()).isLessThanOrEqualTo(Accounts.KEPT + 2);
        assertThat(ledger.isUp("up")).isTrue();
        assertThat(ledger.size()).isOne();
    }

    @Test
    void a_key_that_somebody_has_the_turn_of_is_kept() {
        Plain busy = accounts.open("busy");
        assertThat(accounts.begin(busy)).isTrue();
        useMany("k");
        assertThat(accounts.get("busy")).isSameAs(busy);
        assertThat(accounts.begin(busy)).isFalse();
    }

    @Test
    void what_comes_up_and_goes_down_outside_of_any_turn_is_kept_for_a_while_only() {
        for (int key = 0; key < 20 * Accounts.KEPT; key++) {
            comeUp("k" + key);
            ledger.down("k" + key);
            assertThat(accounts.size()).isLessThanOrEqualTo(Accounts.KEPT + 2);
        }
        assertThat(ledger.size()).isZero();
    }

    @Test
    void many_that_have_gone_down_within_their_turns_are_forgotten() {
        int many = 4 * Accounts.KEPT;
        for (int key = 0; key < many; key++) {
            comeUp("k" + key);
        }
        assertThat(accounts.size()).isEqualTo(many);
        for (int key = 0; key < many; key++) {
            Plain account = accounts.open("k" + key);
            assertThat(accounts.begin(account)).isTrue();
            ledger.down(account);
            accounts.end(account);
        }
        assertThat(accounts.size()).isLessThanOrEqualTo(Accounts.KEPT + 2);
        assertThat(ledger.size()).isZero();
    }
}
