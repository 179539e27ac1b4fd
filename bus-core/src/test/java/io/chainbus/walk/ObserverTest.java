package io.chainbus.walk;

import static org.assertj.core.api.Assertions.assertThat;

import io.chainbus.chain.Lineup;
import io.chainbus.event.ModulePhase;
import io.chainbus.verdict.Result;
import io.chainbus.verdict.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ObserverTest {

    private final Lineup lineup = Lineup.of("a").observe("o").join("b");

    @ParameterizedTest
    @EnumSource
    void an_observers_veto_changes_nothing_but_is_recorded(ModulePhase phase) {
        Traveller traveller = Traveller.with(phase, lineup).ok().veto().ok();

        assertThat(traveller.decisions()).containsOnly(Walk.Next.ON);
        assertThat(traveller.outcome()).isEqualTo(new Outcome.Completed());
        assertThat(traveller.receipt().failures())
                .extracting(VisitRecord::subscriber)
                .containsExactly("o");
    }

    @ParameterizedTest
    @EnumSource
    void an_observers_stop_stops_nothing(ModulePhase phase) {
        Traveller traveller = Traveller.with(phase, lineup).ok().stop().ok();

        assertThat(traveller.visited()).hasSize(3);
        assertThat(traveller.outcome()).isEqualTo(new Outcome.Completed());
    }

    @ParameterizedTest
    @EnumSource(names = {"UNFORMED", "COMING"})
    void an_observer_holds_nothing_whatever_it_answers(ModulePhase phase) {
        assertThat(Traveller.with(phase, lineup).ok().ok().ok().holders()).containsExactly("a", "b");
        assertThat(Traveller.with(phase, lineup).ok().stop().ok().holders()).containsExactly("a", "b");
    }

    @Test
    void an_observer_has_nothing_to_undo() {
        Traveller traveller =
                Traveller.with(ModulePhase.COMING, lineup).ok().ok().veto().ok();

        assertThat(traveller.visited()).containsExactly("a", "o", "b", "undo a");
    }

    @Test
    void where_only_an_observer_went_along_a_veto_ends_the_walk_at_once() {
        Lineup first = Lineup.of().observe("o").join("a");
        Traveller traveller = Traveller.with(ModulePhase.COMING, first).ok().veto();

        assertThat(traveller.decisions()).containsExactly(Walk.Next.ON, Walk.Next.END);
    }

    @Test
    void an_observer_is_not_visited_where_the_walk_does_not_get_that_far() {
        assertThat(Traveller.with(ModulePhase.COMING, lineup).stop().visited()).containsExactly("a");
        assertThat(Traveller.with(ModulePhase.COMING, lineup).veto().visited()).containsExactly("a");
    }

    @Test
    void says_what_an_observers_verdict_would_come_to() {
        Walk<String> walk = Traveller.with(ModulePhase.COMING, lineup).walk();

        assertThat(walk.result(lineup.place("o"), Verdict.stop())).isEqualTo(Result.DONE);
        assertThat(walk.result(lineup.place("o"), Verdict.veto("no"))).isEqualTo(Result.FAILED);
        assertThat(walk.result(lineup.place("a"), Verdict.veto("no"))).isEqualTo(Result.VETO);
    }
}
