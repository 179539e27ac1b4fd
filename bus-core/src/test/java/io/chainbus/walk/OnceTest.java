package io.chainbus.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.chainbus.chain.Lineup;
import io.chainbus.event.ModulePhase;
import io.chainbus.verdict.Source;
import io.chainbus.verdict.Verdict;
import org.junit.jupiter.api.Test;

/** Promise P8, against whoever moves walks: a second visit of a place, or one of a wrong place, is a bug that shows. */
class OnceTest {

    private final Lineup abc = Lineup.of("a", "b", "c");

    private static void refuses(Walk<String> walk, int place, String message) {
        assertThatIllegalStateException()
                .isThrownBy(() -> walk.visited(place, Verdict.ok(), Source.HANDLER))
                .withMessage(message);
        assertThatIllegalStateException()
                .isThrownBy(() -> walk.skipped(place, Skip.LEFT))
                .withMessage(message);
    }

    @Test
    void a_place_is_visited_once() {
        Traveller traveller = Traveller.with(ModulePhase.COMING, abc).ok().ok();

        refuses(traveller.walk(), 0, "walk 7 of k COMING FORWARD does not visit a now");
        assertThat(traveller.walk().steps()).isEqualTo(2);
        assertThat(traveller.done().holders()).containsExactly("a", "b");
    }

    @Test
    void a_place_that_was_passed_by_is_not_visited_any_more() {
        refuses(
                Traveller.with(ModulePhase.GOING, abc).skip(Skip.LEFT).walk(),
                2,
                "walk 7 of k GOING FORWARD does not visit c now");
    }

    @Test
    void a_place_that_is_not_a_target_is_not_visited() {
        refuses(
                Traveller.with(ModulePhase.GOING, abc.places("a", "c")).walk(),
                1,
                "walk 7 of k GOING FORWARD does not visit b now");
    }

    @Test
    void the_undo_visits_nobody_who_did_not_accept_and_each_once() {
        Walk<String> walk =
                Traveller.with(ModulePhase.COMING, abc).ok().done().veto().walk();
        refuses(walk, 1, "walk 7 of k COMING UNDO does not visit b now");
        refuses(walk, 2, "walk 7 of k COMING UNDO does not visit c now");

        walk.visited(0, Verdict.ok(), Source.HANDLER);
        refuses(walk, 0, "walk 7 of k COMING UNDO does not visit a now");
    }
}
