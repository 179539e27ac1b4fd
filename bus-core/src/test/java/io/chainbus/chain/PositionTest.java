package io.chainbus.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PositionTest {

    @Test
    void the_default_is_priority_0_in_the_middle_without_constraints() {
        assertThat(Position.DEFAULT).isEqualTo(new Position(0, false, Anchor.NONE, Set.of(), Set.of()));
        assertThat(Position.at(7)).isEqualTo(new Position(7, false, Anchor.NONE, Set.of(), Set.of()));
    }

    @Test
    void each_method_changes_its_own_part_only() {
        Position full = new Position(3, true, Anchor.LAST, Set.of("b"), Set.of("a"));

        assertThat(full.priority(4)).isEqualTo(new Position(4, true, Anchor.LAST, Set.of("b"), Set.of("a")));
        assertThat(full.unique(false)).isEqualTo(new Position(3, false, Anchor.LAST, Set.of("b"), Set.of("a")));
        assertThat(full.first()).isEqualTo(new Position(3, true, Anchor.FIRST, Set.of("b"), Set.of("a")));
        assertThat(full.first().last()).isEqualTo(full);
        assertThat(full.before("c")).isEqualTo(new Position(3, true, Anchor.LAST, Set.of("b", "c"), Set.of("a")));
        assertThat(full.after("c")).isEqualTo(new Position(3, true, Anchor.LAST, Set.of("b"), Set.of("a", "c")));
    }

    @Test
    void constraints_add_up_in_the_order_of_their_declaration() {
        Position position =
                Position.DEFAULT.before("z", "m").before("a", "z").after("y").after("b");

        assertThat(position.before()).containsExactly("z", "m", "a");
        assertThat(position.after()).containsExactly("y", "b");
    }

    @Test
    void a_position_keeps_its_own_copy_of_the_ids() {
        Set<String> ids = new HashSet<>(Set.of("a"));
        Position position = new Position(0, false, Anchor.NONE, ids, ids);
        ids.add("b");

        assertThat(position.before()).containsExactly("a");
        assertThat(position.after()).containsExactly("a");
        assertThatThrownBy(() -> position.before().add("c")).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> position.after().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void blank_ids_are_rejected() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Position.DEFAULT.before("a", " "))
                .withMessageContaining("blank");
        assertThatIllegalArgumentException().isThrownBy(() -> Position.DEFAULT.after(""));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Candidate<>(" ", Position.DEFAULT, false, "nobody"))
                .withMessageContaining("blank");
    }
}
