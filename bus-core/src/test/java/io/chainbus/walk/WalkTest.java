package io.chainbus.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chainbus.chain.Lineup;
import io.chainbus.chain.Places;
import io.chainbus.event.Direction;
import io.chainbus.event.ModulePhase;
import io.chainbus.event.Phase;
import io.chainbus.verdict.Result;
import io.chainbus.verdict.Source;
import io.chainbus.verdict.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WalkTest {

    private final Lineup abc = Lineup.of("a", "b", "c");

    @Test
    void a_descending_walk_visits_first_to_last_and_completes() {
        Traveller traveller = Traveller.with(ModulePhase.COMING, abc);
        assertThat(traveller.at()).isEqualTo("a");
        assertThat(traveller.walk().outcome()).isEmpty();

        traveller.ok().ok().ok();
        assertThat(traveller.visited()).containsExactly("a", "b", "c");
        assertThat(traveller.decisions()).containsOnly(Walk.Next.ON);
        assertThat(traveller.outcome()).isEqualTo(new Outcome.Completed());
        assertThat(traveller.holders()).containsExactly("a", "b", "c");
    }

    @Test
    void an_ascending_walk_visits_last_to_first() {
        Traveller traveller = Traveller.with(ModulePhase.GOING, abc).ok().ok().ok();

        assertThat(traveller.visited()).containsExactly("c", "b", "a");
        assertThat(traveller.outcome()).isEqualTo(new Outcome.Completed());
    }

    @ParameterizedTest
    @EnumSource
    void a_walk_visits_its_targets_and_nobody_else(ModulePhase phase) {
        Traveller traveller = Traveller.with(phase, abc.places("b"));
        assertThat(traveller.walk().visits(abc.place("a"))).isFalse();
        assertThat(traveller.walk().visits(abc.place("b"))).isTrue();

        assertThat(traveller.ok().visited()).containsExactly("b");
        assertThat(traveller.walk().visits(abc.place("b"))).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void a_walk_without_targets_is_exhausted_from_the_start(ModulePhase phase) {
        Traveller traveller = Traveller.with(phase, abc.places());

        assertThat(traveller.walk().first()).isEqualTo(Places.NOWHERE);
        assertThat(traveller.outcome()).isEqualTo(new Outcome.Completed());
        assertThat(traveller.holders()).isEmpty();
    }

    @Test
    void a_walk_on_an_empty_chain_completes_with_no_holders() {
        Traveller traveller = Traveller.with(ModulePhase.COMING, Lineup.of());

        assertThat(traveller.outcome()).isEqualTo(new Outcome.Completed());
        assertThat(traveller.holders()).isEmpty();
    }

    @Test
    void done_does_not_accept() {
        Traveller traveller =
                Traveller.with(ModulePhase.COMING, abc).ok().done().ok();

        assertThat(traveller.outcome()).isEqualTo(new Outcome.Completed());
        assertThat(traveller.holders()).containsExactly("a", "c");
        assertThat(traveller.walk().accepted(abc.place("a"))).isTrue();
        assertThat(traveller.walk().accepted(abc.place("b"))).isFalse();
    }

    @Test
    void a_stop_accepts_and_ends_the_walk_with_success() {
        Traveller traveller = Traveller.with(ModulePhase.COMING, abc).ok().stop();

        assertThat(traveller.decisions()).containsExactly(Walk.Next.ON, Walk.Next.END);
        assertThat(traveller.visited()).containsExactly("a", "b");
        assertThat(traveller.outcome()).isEqualTo(new Outcome.Stopped("b"));
        assertThat(traveller.holders()).containsExactly("a", "b");
    }

    @Test
    void a_stop_at_the_last_place_is_a_stop_too_and_all_hold() {
        Traveller traveller = Traveller.with(ModulePhase.COMING, abc).ok().ok().stop();

        assertThat(traveller.outcome()).isEqualTo(new Outcome.Stopped("c"));
        assertThat(traveller.holders()).containsExactly("a", "b", "c");
    }

    @Test
    void a_stop_ends_a_notification() {
        Traveller traveller = Traveller.with(ModulePhase.LIVE, abc).done().stop();

        assertThat(traveller.visited()).containsExactly("a", "b");
        assertThat(traveller.outcome()).isEqualTo(new Outcome.Stopped("b"));
        assertThat(traveller.holders()).isEmpty();
    }

    @Test
    void a_stop_ends_an_acquire_that_nobody_may_veto() {
        Traveller traveller = Traveller.with(ModulePhase.UNFORMED, abc).ok().stop();

        assertThat(traveller.outcome()).isEqualTo(new Outcome.Stopped("b"));
        assertThat(traveller.holders()).containsExactly("a", "b");
    }

    @Test
    void a_stop_in_a_release_counts_as_ok() {
        Traveller traveller =
                Traveller.with(ModulePhase.GOING, abc).stop().stop().stop();

        assertThat(traveller.visited()).containsExactly("c", "b", "a");
        assertThat(traveller.outcome()).isEqualTo(new Outcome.Completed());
    }

    @ParameterizedTest
    @EnumSource(names = "COMING", mode = EnumSource.Mode.EXCLUDE)
    void a_veto_where_nothing_can_be_vetoed_is_a_failure_and_the_walk_goes_on(ModulePhase phase) {
        Traveller traveller = Traveller.with(phase, abc).ok().veto().ok();

        assertThat(traveller.decisions()).containsOnly(Walk.Next.ON);
        assertThat(traveller.visited()).hasSize(3);
        assertThat(traveller.outcome()).isEqualTo(new Outcome.Completed());
        assertThat(traveller.receipt().failures())
                .extracting(VisitRecord::subscriber)
                .containsExactly("b");
    }

    @Test
    void who_fails_in_an_acquire_that_nobody_may_veto_holds_nothing() {
        assertThat(Traveller.with(ModulePhase.UNFORMED, abc).ok().veto().ok().holders())
                .containsExactly("a", "c");
    }

    @ParameterizedTest
    @EnumSource(names = {"LIVE", "GOING"})
    void nobody_holds_anything_by_a_notification_or_a_release(ModulePhase phase) {
        Traveller traveller = Traveller.with(phase, abc).ok().ok().ok();

        assertThat(traveller.holders()).isEmpty();
        assertThat(traveller.walk().accepted(abc.place("a"))).isFalse();
    }

    @Test
    void who_is_passed_by_holds_nothing_and_the_walk_goes_on() {
        Traveller traveller =
                Traveller.with(ModulePhase.COMING, abc).skip(Skip.LEFT).ok().skip(Skip.DIED);

        assertThat(traveller.visited()).containsExactly("b");
        assertThat(traveller.outcome()).isEqualTo(new Outcome.Completed());
        assertThat(traveller.holders()).containsExactly("b");
    }

    /** So that a thousand keys that all hold share one set of places. */
    @Test
    void where_everybody_accepted_the_holders_are_the_targets_themselves() {
        Traveller completed = Traveller.with(ModulePhase.COMING, abc).ok().ok().ok();
        Traveller stopped = Traveller.with(ModulePhase.COMING, abc).ok().ok().stop();

        assertThat(completed.walk().holders()).isSameAs(completed.walk().targets());
        assertThat(stopped.walk().holders()).isSameAs(stopped.walk().targets());
    }

    @Test
    void counts_its_steps() {
        Traveller traveller = Traveller.with(ModulePhase.COMING, abc);
        assertThat(traveller.walk().steps()).isZero();
        assertThat(traveller.ok().walk().steps()).isEqualTo(1);
        assertThat(traveller.skip(Skip.LEFT).walk().steps()).isEqualTo(1);
        assertThat(traveller.done().walk().steps()).isEqualTo(2);
    }

    @Test
    void tells_what_it_is() {
        Walk<String> walk = Traveller.with(ModulePhase.COMING, abc).walk();

        assertThat(walk.id()).isEqualTo(7);
        assertThat(walk.key()).isEqualTo("k");
        assertThat(walk.publication().payload()).isEqualTo("payload of k");
        assertThat(walk.phase()).isEqualTo(ModulePhase.COMING);
        assertThat(walk.route()).isSameAs(abc.route());
        assertThat(walk.heading()).isEqualTo(Direction.DESCENDING);
        assertThat(walk.undoing()).isFalse();
        assertThat(walk.visit())
                .isEqualTo(new Visit<>(
                        "chain", 7, "k", "payload of k", ModulePhase.COMING, ModulePhase.COMING, Cause.FORWARD));
        assertThat(walk).hasToString("walk 7 of k COMING FORWARD");
    }

    @Test
    void says_what_a_verdict_would_come_to() {
        Walk<String> coming = Traveller.with(ModulePhase.COMING, abc).walk();
        Walk<String> going = Traveller.with(ModulePhase.GOING, abc).walk();

        assertThat(coming.result(0, Verdict.stop())).isEqualTo(Result.STOP);
        assertThat(coming.result(0, Verdict.veto("no"))).isEqualTo(Result.VETO);
        assertThat(going.result(0, Verdict.stop())).isEqualTo(Result.OK);
        assertThat(going.result(0, Verdict.veto("no"))).isEqualTo(Result.FAILED);
    }

    @Test
    void what_has_ended_is_over() {
        Walk<String> walk = Traveller.with(ModulePhase.COMING, abc).stop().walk();
        String over = "walk 7 has ended already";

        assertThat(walk.visits(0)).isFalse();
        assertThat(walk.visits(1)).isFalse();
        assertThatIllegalStateException()
                .isThrownBy(() -> walk.visited(1, Verdict.ok(), Source.HANDLER))
                .withMessage(over);
        assertThatIllegalStateException()
                .isThrownBy(() -> walk.skipped(1, Skip.LEFT))
                .withMessage(over);
        assertThatIllegalStateException().isThrownBy(() -> walk.timed(1, 1, 2)).withMessage(over);
        assertThatIllegalStateException().isThrownBy(walk::exhausted).withMessage(over);
        assertThat(walk.outcome()).contains(new Outcome.Stopped("a"));
    }

    @Test
    void there_is_no_receipt_before_the_end() {
        Walk<String> walk = Traveller.with(ModulePhase.COMING, abc).ok().walk();

        assertThatThrownBy(walk::receipt)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("walk 7 is still under way");
    }

    @Test
    void a_phase_of_an_application_is_walked_its_own_way() {
        Phase back = Phase.release("BACK", Direction.DESCENDING);
        Phase up = Phase.acquire("UP", Direction.ASCENDING, back);

        assertThat(Traveller.with(up, abc).ok().done().ok().holders()).containsExactly("a", "c");
        assertThat(Traveller.with(up, abc).ok().stop().visited()).containsExactly("c", "b");
        assertThat(Traveller.with(back, abc).ok().ok().ok().visited()).containsExactly("a", "b", "c");
    }
}
