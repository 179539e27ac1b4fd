package io.chainbus.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.chainbus.event.ModulePhase;
import io.chainbus.ledger.Accounts;
import io.chainbus.walk.Cause;
import io.chainbus.walk.Published;
import org.junit.jupiter.api.Test;

/** Who is behind whom, key by key, and which keys are remembered. */
class LinesTest {

    private final Accounts<Line<String>> accounts = new Accounts<>(Line::new);
    private final Lines<String> lines = new Lines<>(accounts);

    private static Turn<String> turn(long walk) {
        return new Turn.OfEvent<>(new Published<>(walk, "k", "p", ModulePhase.LIVE, Cause.FORWARD, receipt -> {}));
    }

    @Test
    void one_has_the_turn_of_a_key_until_it_is_over_and_nobody_is_behind() {
        assertThat(lines.begin(lines.of("k"))).isTrue();
        assertThat(lines.begin(lines.of("k"))).isFalse();
        assertThat(lines.begin(lines.of("other"))).isTrue();
        assertThat(lines.next(lines.of("k"))).isNull();
        assertThat(lines.begin(lines.of("k"))).isTrue();
    }

    @Test
    void those_behind_get_the_turn_in_their_order() {
        Turn<String> second = turn(2);
        Turn<String> third = turn(3);
        lines.begin(lines.of("k"));
        assertThat(lines.behind("k")).isEmpty();
        lines.toQueueBehind(lines.of("k")).add(second);
        lines.toQueueBehind(lines.of("k")).add(third);
        assertThat(lines.behind("k")).containsExactly(second, third);
        assertThat(lines.next(lines.of("k"))).isSameAs(second);
        assertThat(lines.begin(lines.of("k"))).isFalse();
        assertThat(lines.next(lines.of("k"))).isSameAs(third);
        assertThat(lines.next(lines.of("k"))).isNull();
        assertThat(lines.behind("k")).isEmpty();
    }

    @Test
    void a_turn_that_nobody_has_is_not_over() {
        assertThatIllegalStateException()
                .isThrownBy(() -> lines.next(lines.of("k")))
                .withMessage("no walk of this key is open");
        lines.begin(lines.of("k"));
        lines.next(lines.of("k"));
        assertThatIllegalStateException().isThrownBy(() -> lines.next(lines.of("k")));
        assertThatIllegalStateException().isThrownBy(() -> lines.toQueueBehind(lines.of("k")));
        assertThat(lines.behind("k")).isEmpty();
        assertThat(lines.behind("never")).isEmpty();
    }

    @Test
    void its_keys_are_those_in_use() {
        lines.begin(lines.of("a"));
        lines.begin(lines.of("b"));
        lines.next(lines.of("a"));
        assertThat(lines.keys()).containsExactly("b");
    }

    /** Keys that come once and never again do not pile up. */
    @Test
    void of_keys_that_are_used_no_more_a_bounded_number_is_kept() {
        lines.begin(lines.of("busy"));
        for (int key = 0; key < 20 * Accounts.KEPT; key++) {
            lines.begin(lines.of("k" + key));
            lines.next(lines.of("k" + key));
            assertThat(accounts.size()).isLessThanOrEqualTo(Accounts.KEPT + 2);
        }
        assertThat(lines.begin(lines.of("busy"))).isFalse();
    }

    /** Keys that come again and again are not forgotten and entered anew. */
    @Test
    void keys_that_come_again_are_kept() {
        for (int round = 0; round < 5; round++) {
            for (int key = 0; key < Accounts.KEPT; key++) {
                lines.begin(lines.of("k" + key));
            }
            for (int key = 0; key < Accounts.KEPT; key++) {
                lines.next(lines.of("k" + key));
            }
            assertThat(accounts.size()).isEqualTo(Accounts.KEPT);
        }
    }

    @Test
    void while_many_are_in_use_as_many_are_kept() {
        int many = 3 * Accounts.KEPT;
        for (int key = 0; key < 2 * many; key++) {
            lines.begin(lines.of("k" + key));
        }
        for (int key = 0; key < many; key++) {
            lines.next(lines.of("k" + key));
        }
        assertThat(accounts.size()).isEqualTo(2 * many);
        lines.next(lines.of("k" + many));
        assertThat(accounts.size()).isEqualTo(many - 1);
    }
}
