package io.chainbus.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhaseSetTest {

    private static final Phase ABORT = Phase.release("ABORT", Direction.ASCENDING);
    private static final Phase POST = Phase.release("POST", Direction.DESCENDING);
    private static final Phase PRE = Phase.acquire("PRE", Direction.DESCENDING, ABORT);

    @Test
    void knows_its_phases_by_name_in_the_order_of_their_declaration() {
        PhaseSet phases = PhaseSet.of(PRE, POST, ABORT);

        assertThat(phases.phases()).containsExactly(PRE, POST, ABORT);
        assertThat(phases.byName().keySet()).containsExactly("PRE", "POST", "ABORT");
        assertThat(phases.byName().get("POST")).isEqualTo(POST);
        assertThat(phases).hasToString("[PRE, POST, ABORT]");
    }

    @Test
    void cannot_be_changed_from_outside() {
        List<Phase> declared = new ArrayList<>(List.of(ABORT));
        PhaseSet phases = PhaseSet.of(declared);
        declared.add(POST);

        assertThat(phases.phases()).containsExactly(ABORT);
        assertThatThrownBy(() -> phases.byName().put("POST", POST)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> phases.phases().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void contains_what_is_equal_to_one_of_its_phases_and_not_what_merely_has_its_name() {
        PhaseSet phases = PhaseSet.of(PRE, ABORT);

        assertThat(phases.contains(Phase.release("ABORT", Direction.ASCENDING))).isTrue();
        assertThat(phases.contains(Phase.release("ABORT", Direction.DESCENDING)))
                .isFalse();
        assertThat(phases.contains(POST)).isFalse();
    }

    @Test
    void refuses_to_be_empty() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PhaseSet.of())
                .withMessage("a chain needs at least one phase");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "\t"})
    void refuses_a_blank_name(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PhaseSet.of(POST, Phase.release(name, Direction.ASCENDING)))
                .withMessage("a phase's name is not blank");
    }

    @Test
    void refuses_two_phases_of_one_name_even_if_they_are_equal() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PhaseSet.of(POST, Phase.notification("POST", Direction.DESCENDING)))
                .withMessage("two phases are named POST");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PhaseSet.of(POST, POST))
                .withMessage("two phases are named POST");
    }

    @ParameterizedTest
    @EnumSource(names = "ACQUIRE", mode = EnumSource.Mode.EXCLUDE)
    void refuses_a_vetoable_phase_that_is_not_an_acquire(Role role) {
        Phase odd = new DefinedPhase("ODD", role, Direction.DESCENDING, true, ABORT);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> PhaseSet.of(odd, ABORT))
                .withMessage("ODD is not an acquire and so cannot be vetoable");
    }

    @Test
    void refuses_a_vetoable_phase_without_an_undo() {
        Phase odd = new DefinedPhase("ODD", Role.ACQUIRE, Direction.DESCENDING, true, null);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> PhaseSet.of(odd))
                .withMessage("ODD can be vetoed and so must name its undo phase");
    }

    @Test
    void refuses_an_undo_that_is_not_in_the_set() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PhaseSet.of(PRE, POST))
                .withMessage("the undo of PRE, ABORT, is not among the chain's phases");
    }

    @Test
    void refuses_an_undo_of_which_the_set_has_only_the_name() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PhaseSet.of(PRE, Phase.release("ABORT", Direction.DESCENDING)))
                .withMessage("the undo of PRE, ABORT, is not among the chain's phases");
    }

    @Test
    void refuses_an_undo_that_acquires() {
        Phase taking = Phase.unvetoable("TAKING", Direction.ASCENDING);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> PhaseSet.of(Phase.acquire("PRE", Direction.DESCENDING, taking), taking))
                .withMessage("the undo of PRE, TAKING, is an acquire: an undo lets go, it does not take");
    }

    @Test
    void accepts_an_unvetoable_acquire_without_an_undo_and_an_undo_declared_before_its_acquire() {
        Phase set = Phase.unvetoable("SET", Direction.ASCENDING);

        assertThat(PhaseSet.of(ABORT, PRE, set).phases()).containsExactly(ABORT, PRE, set);
    }
}
