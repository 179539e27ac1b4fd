package io.chainbus.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PhaseTest {

    private static final Phase ABORT = Phase.release("ABORT", Direction.ASCENDING);

    @ParameterizedTest
    @EnumSource
    void an_acquire_can_be_vetoed_and_names_its_undo(Direction direction) {
        Phase pre = Phase.acquire("PRE", direction, ABORT);

        assertThat(pre.name()).isEqualTo("PRE");
        assertThat(pre.role()).isEqualTo(Role.ACQUIRE);
        assertThat(pre.direction()).isEqualTo(direction);
        assertThat(pre.vetoable()).isTrue();
        assertThat(pre.undo()).contains(ABORT);
    }

    @ParameterizedTest
    @EnumSource
    void an_unvetoable_acquire_has_no_undo(Direction direction) {
        Phase set = Phase.unvetoable("SET", direction);

        assertThat(set.name()).isEqualTo("SET");
        assertThat(set.role()).isEqualTo(Role.ACQUIRE);
        assertThat(set.direction()).isEqualTo(direction);
        assertThat(set.vetoable()).isFalse();
        assertThat(set.undo()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void a_release_cannot_be_vetoed(Direction direction) {
        Phase post = Phase.release("POST", direction);

        assertThat(post.name()).isEqualTo("POST");
        assertThat(post.role()).isEqualTo(Role.RELEASE);
        assertThat(post.direction()).isEqualTo(direction);
        assertThat(post.vetoable()).isFalse();
        assertThat(post.undo()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void a_notification_cannot_be_vetoed(Direction direction) {
        Phase live = Phase.notification("LIVE", direction);

        assertThat(live.name()).isEqualTo("LIVE");
        assertThat(live.role()).isEqualTo(Role.NOTIFY);
        assertThat(live.direction()).isEqualTo(direction);
        assertThat(live.vetoable()).isFalse();
        assertThat(live.undo()).isEmpty();
    }

    @Test
    void a_phase_that_says_no_more_is_vetoable_if_it_is_an_acquire_and_has_no_undo() {
        assertThat(new Bare("A", Role.ACQUIRE).vetoable()).isTrue();
        assertThat(new Bare("R", Role.RELEASE).vetoable()).isFalse();
        assertThat(new Bare("N", Role.NOTIFY).vetoable()).isFalse();
        assertThat(new Bare("A", Role.ACQUIRE).undo()).isEmpty();
    }

    @Test
    void phases_that_were_defined_alike_are_equal_and_show_their_name() {
        assertThat(Phase.release("ABORT", Direction.ASCENDING)).isEqualTo(ABORT);
        assertThat(Phase.release("ABORT", Direction.DESCENDING)).isNotEqualTo(ABORT);
        assertThat(ABORT).hasToString("ABORT");
    }

    private record Bare(String name, Role role) implements Phase {

        @Override
        public Direction direction() {
            return Direction.DESCENDING;
        }
    }
}
