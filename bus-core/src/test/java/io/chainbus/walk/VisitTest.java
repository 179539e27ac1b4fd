package io.chainbus.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.chainbus.event.ModulePhase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VisitTest {

    private static Visit<String> visit(ModulePhase phase, Cause cause) {
        return new Published<>(3, "e1000", "payload", phase, cause, receipt -> {}).visit("modules");
    }

    @ParameterizedTest
    @EnumSource
    void tells_what_was_published_where_and_why(Cause cause) {
        assertThat(visit(ModulePhase.LIVE, cause))
                .isEqualTo(new Visit<>("modules", 3, "e1000", "payload", ModulePhase.LIVE, ModulePhase.LIVE, cause));
    }

    @Test
    void an_undo_delivers_the_undo_phase_of_what_was_published() {
        assertThat(visit(ModulePhase.COMING, Cause.FORWARD).asUndo())
                .isEqualTo(new Visit<>(
                        "modules", 3, "e1000", "payload", ModulePhase.GOING, ModulePhase.COMING, Cause.UNDO));
    }

    @ParameterizedTest
    @EnumSource(names = "COMING", mode = EnumSource.Mode.EXCLUDE)
    void a_phase_without_an_undo_cannot_be_undone(ModulePhase phase) {
        assertThatIllegalStateException()
                .isThrownBy(() -> visit(phase, Cause.FORWARD).asUndo())
                .withMessage(phase + " has no undo");
    }

    @Test
    void accepting_makes_a_hold_in_an_acquire_unless_it_is_undone() {
        assertThat(visit(ModulePhase.UNFORMED, Cause.FORWARD).acquires()).isTrue();
        assertThat(visit(ModulePhase.COMING, Cause.REPLAY).acquires()).isTrue();
        assertThat(visit(ModulePhase.LIVE, Cause.FORWARD).acquires()).isFalse();
        assertThat(visit(ModulePhase.GOING, Cause.TEARDOWN).acquires()).isFalse();
        assertThat(visit(ModulePhase.COMING, Cause.UNDO).acquires()).isFalse();
        assertThat(visit(ModulePhase.COMING, Cause.FORWARD).asUndo().acquires()).isFalse();
    }
}
