package io.chainbus.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.chainbus.event.Direction;
import io.chainbus.event.ModulePhase;
import io.chainbus.event.Phase;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ResultTest {

    private static final Verdict VETO = Verdict.veto("no");

    @ParameterizedTest
    @CsvSource({
        "UNFORMED, DONE, OK, STOP, FAILED",
        "COMING, DONE, OK, STOP, VETO",
        "LIVE, DONE, OK, STOP, FAILED",
        "GOING, DONE, OK, OK, FAILED"
    })
    void a_verdict_comes_to_what_the_phase_allows(ModulePhase phase, Result done, Result ok, Result stop, Result veto) {
        assertThat(Result.ofVisit(phase, Verdict.done())).isEqualTo(done);
        assertThat(Result.ofVisit(phase, Verdict.ok())).isEqualTo(ok);
        assertThat(Result.ofVisit(phase, Verdict.stop())).isEqualTo(stop);
        assertThat(Result.ofVisit(phase, VETO)).isEqualTo(veto);
    }

    @ParameterizedTest
    @EnumSource
    void it_is_the_role_that_counts_and_not_the_direction(Direction direction) {
        Phase undo = Phase.release("UNDO", direction);

        assertThat(Result.ofVisit(undo, Verdict.stop())).isEqualTo(Result.OK);
        assertThat(Result.ofVisit(Phase.acquire("A", direction, undo), VETO)).isEqualTo(Result.VETO);
        assertThat(Result.ofVisit(Phase.notification("N", direction), Verdict.stop()))
                .isEqualTo(Result.STOP);
    }

    @Test
    void in_an_undo_nothing_can_be_vetoed_and_a_stop_is_an_ok() {
        assertThat(Result.ofUndo(Verdict.done())).isEqualTo(Result.DONE);
        assertThat(Result.ofUndo(Verdict.ok())).isEqualTo(Result.OK);
        assertThat(Result.ofUndo(Verdict.stop())).isEqualTo(Result.OK);
        assertThat(Result.ofUndo(VETO)).isEqualTo(Result.FAILED);
    }

    @Test
    void an_observers_verdict_is_ignored_but_its_failure_is_recorded() {
        assertThat(List.of(Verdict.done(), Verdict.ok(), Verdict.stop()))
                .allMatch(verdict -> Result.ofObserver(verdict) == Result.DONE);
        assertThat(Result.ofObserver(VETO)).isEqualTo(Result.FAILED);
    }

    @Test
    void ok_and_stop_accept_and_nothing_else_does() {
        assertThat(Arrays.stream(Result.values()).filter(Result::accepts)).containsExactly(Result.OK, Result.STOP);
    }

    /** An application's own veto is a veto like any other. */
    @Test
    void a_veto_of_an_applications_own_type_counts_the_same() {
        Verdict.Veto own = () -> "EBUSY";

        assertThat(Result.ofVisit(ModulePhase.COMING, own)).isEqualTo(Result.VETO);
        assertThat(Result.ofVisit(ModulePhase.GOING, own)).isEqualTo(Result.FAILED);
        assertThat(Result.ofUndo(own)).isEqualTo(Result.FAILED);
        assertThat(Result.ofObserver(own)).isEqualTo(Result.FAILED);
    }
}
