package io.chainbus.history.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.chainbus.history.Recorded.Source;
import io.chainbus.history.Recorded.Verdict;
import org.junit.jupiter.api.Test;

/** P1, P2 and P5, broken in histories that can be read: the chain is a, b, c by priority. */
class BrokenOrderTest {

    private static void found(Scribe history, String... violations) {
        assertThat(history.check().shown().stream().map(Violation::toString)).containsExactly(violations);
    }

    @Test
    void p1_a_walk_that_does_not_follow_the_order() {
        found(
                Scribe.abc().begin(1, "net", "COMING").visited(1, "a", "c", "b").completed(1),
                "P1: modules: walk 1 (COMING of net) visits c before b, and DESCENDING they stand the other way round"
                        + " (lines 8, 9)");
    }

    @Test
    void p1_a_release_that_is_not_the_mirror() {
        found(
                Scribe.abc()
                        .begin(1, "net", "COMING")
                        .visited(1, "a", "b", "c")
                        .completed(1)
                        .begin(2, "net", "GOING")
                        .visited(2, "b", "c", "a")
                        .completed(2),
                "P1: modules: walk 2 (GOING of net) visits b before c, and ASCENDING they stand the other way round, so"
                        + " that it is not the mirror of P3 (lines 13, 14)");
    }

    @Test
    void p2_two_handlers_of_a_walk_at_once() {
        found(
                Scribe.abc()
                        .begin(1, "net", "LIVE")
                        .visited(1, "a", Verdict.OK, Source.HANDLER, 10, 20)
                        .visited(1, "b", Verdict.OK, Source.HANDLER, 19, 30)
                        .visited(1, "c", Verdict.OK, Source.HANDLER, 30, 30),
                "P2: modules: walk 1 (LIVE of net) visits a and b at the same time (lines 7, 8)");
    }

    @Test
    void p5_two_walks_of_a_key_at_once() {
        found(
                Scribe.abc()
                        .begin(1, "net", "LIVE")
                        .visited(1, "a")
                        .begin(2, "net", "LIVE")
                        .visited(2, "a")
                        .visited(1, "b", "c")
                        .completed(1)
                        .visited(2, "b", "c")
                        .completed(2),
                "P5: modules: walk 2 (LIVE of net) starts while walk 1 (LIVE of net) is under way (lines 6, 9)");
    }

    @Test
    void p5_walks_of_a_key_that_start_in_another_order_than_they_were_accepted_in() {
        found(
                Scribe.abc()
                        .published(1, "net", "LIVE")
                        .published(2, "net", "LIVE")
                        .started(2)
                        .visited(2, "a", "b", "c")
                        .completed(2)
                        .started(1)
                        .visited(1, "a", "b", "c")
                        .completed(1),
                "P5: modules: walk 2 (LIVE of net) starts before walk 1 (LIVE of net), which was accepted first"
                        + " (lines 5, 6, 7)");
    }

    @Test
    void p5_an_undo_that_goes_on_after_the_end() {
        found(
                Scribe.abc()
                        .begin(1, "net", "COMING")
                        .visited(1, "a")
                        .visited(1, "b", Verdict.VETO)
                        .undone(1, "a")
                        .vetoed(1, "b")
                        .undone(1, "a"),
                "P5: modules: walk 1 visits a after its end (lines 10, 11)");
    }
}
