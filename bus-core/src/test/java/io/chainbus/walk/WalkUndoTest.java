package io.chainbus.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.tuple;

import io.chainbus.chain.Lineup;
import io.chainbus.event.Direction;
import io.chainbus.event.ModulePhase;
import io.chainbus.event.Phase;
import io.chainbus.verdict.Result;
import io.chainbus.verdict.Source;
import io.chainbus.verdict.Verdict;
import org.junit.jupiter.api.Test;

/** Promise P4. */
class WalkUndoTest {

    private final Lineup abcde = Lineup.of("a", "b", "c", "d", "e");

    private Traveller coming() {
        return Traveller.with(ModulePhase.COMING, abcde);
    }

    @Test
    void those_who_accepted_undo_in_reverse_and_the_one_who_vetoed_and_those_after_it_do_not() {
        Traveller traveller = coming().ok().ok().ok().veto();
        assertThat(traveller.decisions()).containsExactly(Walk.Next.ON, Walk.Next.ON, Walk.Next.ON, Walk.Next.TURN);
        assertThat(traveller.walk().undoing()).isTrue();
        assertThat(traveller.at()).isEqualTo("c");

        traveller.ok().ok().ok();
        assertThat(traveller.visited()).containsExactly("a", "b", "c", "d", "undo c", "undo b", "undo a");
        assertThat(traveller.walk().ended()).isTrue();
        assertThat(traveller.walk().undoing()).isFalse();
    }

    @Test
    void the_undo_of_an_ascending_acquire_descends_even_if_its_undo_phase_ascends() {
        Phase undo = Phase.release("UNDO", Direction.ASCENDING);
        Traveller traveller = Traveller.with(Phase.acquire("UP", Direction.ASCENDING, undo), abcde)
                .ok()
                .ok()
                .veto()
                .ok()
                .ok();

        assertThat(traveller.visited()).containsExactly("e", "d", "c", "undo d", "undo e");
    }

    @Test
    void who_answered_done_has_nothing_to_undo() {
        Traveller traveller = coming().done().ok().done().ok().veto();

        assertThat(traveller.ok().ok().visited()).endsWith("e", "undo d", "undo b");
        assertThat(traveller.walk().ended()).isTrue();
    }

    @Test
    void who_was_passed_by_has_nothing_to_undo() {
        Traveller traveller =
                coming().ok().skip(Skip.LEFT).skip(Skip.DIED).veto().ok();

        assertThat(traveller.visited()).containsExactly("a", "d", "undo a");
    }

    @Test
    void only_those_places_are_visited_in_the_undo() {
        Walk<String> walk = coming().ok().done().veto().walk();

        assertThat(walk.visits(abcde.place("a"))).isTrue();
        assertThat(walk.visits(abcde.place("b"))).isFalse();
        assertThat(walk.visits(abcde.place("c"))).isFalse();
        assertThat(walk.visits(abcde.place("d"))).isFalse();
    }

    @Test
    void a_veto_by_the_first_ends_the_walk_at_once() {
        Traveller traveller = coming().veto();

        assertThat(traveller.decisions()).containsExactly(Walk.Next.END);
        assertThat(traveller.visited()).containsExactly("a");
        assertThat(traveller.outcome()).isInstanceOf(Outcome.Vetoed.class);
        assertThat(traveller.walk().heading()).isEqualTo(Direction.DESCENDING);
    }

    @Test
    void a_veto_when_nobody_accepted_ends_the_walk_at_once() {
        Traveller traveller = coming().done().skip(Skip.LEFT).done().veto();

        assertThat(traveller.decisions()).containsExactly(Walk.Next.ON, Walk.Next.ON, Walk.Next.END);
        assertThat(traveller.receipt().undone()).isEmpty();
        assertThat(traveller.outcome()).isInstanceOf(Outcome.Vetoed.class);
    }

    @Test
    void the_outcome_is_the_veto_itself_and_is_there_only_when_the_undo_is_over() {
        Verdict.Veto veto = () -> "EBUSY";
        Traveller traveller = coming().ok().answer(veto, Source.DEADLINE);
        assertThat(traveller.walk().outcome()).isEmpty();

        Outcome outcome = traveller.ok().outcome();
        assertThat(outcome).isEqualTo(new Outcome.Vetoed("b", veto, Source.DEADLINE));
        assertThat(((Outcome.Vetoed) outcome).veto()).isSameAs(veto);
    }

    @Test
    void an_undo_that_fails_is_recorded_and_the_rest_go_on() {
        Traveller traveller = coming().ok().ok().ok().veto().ok().veto().ok();

        assertThat(traveller.visited()).endsWith("undo c", "undo b", "undo a");
        assertThat(traveller.decisions()).endsWith(Walk.Next.ON, Walk.Next.ON, Walk.Next.ON);
        assertThat(traveller.receipt().failures())
                .extracting(VisitRecord::subscriber, VisitRecord::result)
                .containsExactly(tuple("b", Result.FAILED));
        assertThat(traveller.outcome())
                .isEqualTo(new Outcome.Vetoed("d", new Verdict.Refusal("d refuses"), Source.HANDLER));
    }

    @Test
    void a_stop_in_an_undo_counts_as_ok() {
        Traveller traveller = coming().ok().ok().veto().stop().stop();

        assertThat(traveller.visited()).endsWith("undo b", "undo a");
        assertThat(traveller.outcome()).isInstanceOf(Outcome.Vetoed.class);
    }

    @Test
    void who_has_left_is_passed_by_in_the_undo_too() {
        Traveller traveller =
                coming().ok().ok().ok().veto().ok().skip(Skip.LEFT).ok();

        assertThat(traveller.visited()).endsWith("d", "undo c", "undo a");
        assertThat(traveller.receipt().skipped()).containsOnlyKeys("b");
    }

    @Test
    void when_all_who_accepted_have_left_the_undo_ends_without_a_visit() {
        Traveller traveller = coming().ok().ok().veto().skip(Skip.DIED).skip(Skip.LEFT);

        assertThat(traveller.walk().ended()).isTrue();
        assertThat(traveller.receipt().undone()).isEmpty();
        assertThat(traveller.outcome()).isInstanceOf(Outcome.Vetoed.class);
    }

    @Test
    void nobody_holds_anything_by_a_walk_that_was_vetoed() {
        Traveller traveller = coming().ok().ok().veto();
        assertThat(traveller.holders()).isEmpty();

        assertThat(traveller.ok().holders()).isEmpty();
        assertThat(traveller.ok().holders()).isEmpty();
    }

    @Test
    void the_undo_counts_its_own_steps() {
        Traveller traveller = coming().ok().ok().veto();

        assertThat(traveller.walk().steps()).isZero();
        assertThat(traveller.ok().walk().steps()).isEqualTo(1);
    }

    @Test
    void the_undo_phase_is_delivered_and_the_phase_that_was_published_stays_known() {
        Walk<String> walk = coming().ok().veto().walk();

        assertThat(walk.phase()).isEqualTo(ModulePhase.COMING);
        assertThat(walk.heading()).isEqualTo(Direction.ASCENDING);
        assertThat(walk.visit())
                .isEqualTo(new Visit<>(
                        "chain", 7, "k", "payload of k", ModulePhase.GOING, ModulePhase.COMING, Cause.UNDO));
        assertThat(walk).hasToString("walk 7 of k COMING UNDO");
    }

    @Test
    void what_was_delivered_on_the_way_out_can_be_told_at_any_time() {
        Traveller traveller = coming();
        Visit<String> outward = traveller.walk().visit();
        Visit<String> undo = outward.asUndo();
        assertThat(traveller.walk().visitWhen(Direction.DESCENDING)).isEqualTo(outward);

        Walk<String> turned = traveller.ok().veto().walk();
        assertThat(turned.visitWhen(Direction.DESCENDING)).isEqualTo(outward);
        assertThat(turned.visitWhen(Direction.ASCENDING)).isEqualTo(undo);
        assertThat(traveller.ok().walk().visitWhen(Direction.ASCENDING)).isEqualTo(undo);
    }

    @Test
    void says_what_a_verdict_would_come_to_in_the_undo() {
        Walk<String> walk = coming().ok().veto().walk();

        assertThat(walk.result(0, Verdict.stop())).isEqualTo(Result.OK);
        assertThat(walk.result(0, Verdict.veto("no"))).isEqualTo(Result.FAILED);
    }

    @Test
    void an_undo_that_is_over_is_over() {
        Walk<String> walk = coming().ok().veto().ok().walk();

        assertThat(walk.visits(0)).isFalse();
        assertThatIllegalStateException().isThrownBy(() -> walk.visited(0, Verdict.ok(), Source.HANDLER));
        assertThatIllegalStateException().isThrownBy(walk::exhausted);
    }

    @Test
    void who_accepted_by_a_stop_would_have_had_to_undo_but_nobody_can_veto_after_it() {
        Traveller traveller = coming().ok().stop();

        assertThat(traveller.walk().ended()).isTrue();
        assertThat(traveller.holders()).containsExactly("a", "b");
    }
}
