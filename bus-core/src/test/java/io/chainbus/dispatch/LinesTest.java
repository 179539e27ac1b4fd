package io.chainbus.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.chainbus.event.ModulePhase;
import io.chainbus.walk.Cause;
import io.chainbus.walk.Publication;
import org.junit.jupiter.api.Test;

/** Who is behind whom, key by key, and which keys are remembered. */
class LinesTest {

    private final Lines<String> lines = new Lines<>();

    private static Turn<String> turn(long walk) {
        return new Turn.OfEvent<>(new Publication<>(walk, "k", "p", ModulePhase.LIVE, Cause.FORWARD, receipt -> {}));
    }

    @Test
    void one_has_the_turn_of_a_key_until_it_is_over_and_nobody_is_behind() {
        assertThat(lines.begin("k")).isTrue();
        assertThat(lines.begin("k")).isFalse();
        assertThat(lines.begin("other")).isTrue();
        assertThat(lines.next("k")).isNull();
        assertThat(lines.begin("k")).isTrue();
    }

    @Test
    void those_behind_get_the_turn_in_their_order() {
        Turn<String> second = turn(2);
        Turn<String> third = turn(3);
        lines.begin("k");
        assertThat(lines.behind("k")).isEmpty();
        lines.toQueueBehind("k").add(second);
        lines.toQueueBehind("k").add(third);
        assertThat(lines.behind("k")).containsExactly(second, third);
        assertThat(lines.next("k")).isSameAs(second);
        assertThat(lines.begin("k")).isFalse();
        assertThat(lines.next("k")).isSameAs(third);
        assertThat(lines.next("k")).isNull();
        assertThat(lines.behind("k")).isEmpty();
    }

    @Test
    void a_turn_that_nobody_has_is_not_over() {
        assertThatIllegalStateException().isThrownBy(() -> lines.next("k")).withMessage("no walk of k is open");
        lines.begin("k");
        lines.next("k");
        assertThatIllegalStateException().isThrownBy(() -> lines.next("k"));
        assertThatIllegalStateException().isThrownBy(() -> lines.toQueueBehind("k"));
        assertThat(lines.behind("k")).isEmpty();
        assertThat(lines.behind("never")).isEmpty();
    }

    @Test
    void its_keys_are_those_in_use() {
        lines.begin("a");
        lines.begin("b");
        lines.next("a");
        assertThat(lines.keys()).containsExactly("b");
    }

    /** Keys that come once and never again do not pile up. */
    @Test
    void of_keys_that_are_used_no_more_a_bounded_number_is_kept() {
        lines.begin("busy");
        for (int key = 0; key < 20 * Lines.KEPT; key++) {
            lines.begin("k" + key);
            lines.next("k" + key);
            assertThat(lines.size()).isLessThanOrEqualTo(Lines.KEPT + 2);
        }
        assertThat(lines.begin("busy")).isFalse();
    }

    /** Keys that come again and again are not forgotten and entered anew. */
    @Test
    void keys_that_come_again_are_kept() {
        for (int round = 0; round < 5; round++) {
            for (int key = 0; key < Lines.KEPT; key++) {
                lines.begin("k" + key);
            }
            for (int key = 0; key < Lines.KEPT; key++) {
                lines.next("k" + key);
            }
            assertThat(lines.size()).isEqualTo(Lines.KEPT);
        }
    }

    @Test
    void while_many_are_in_use_as_many_are_kept() {
        int many = 3 * Lines.KEPT;
        for (int key = 0; key < 2 * many; key++) {
            lines.begin("k" + key);
        }
        for (int key = 0; key < many; key++) {
            lines.next("k" + key);
        }
        assertThat(lines.size()).isEqualTo(2 * many);
        lines.next("k" + many);
        assertThat(lines.size()).isEqualTo(many - 1);
    }
}
