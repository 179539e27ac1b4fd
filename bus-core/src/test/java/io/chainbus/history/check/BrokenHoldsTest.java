package io.chainbus.history.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.chainbus.history.Recorded.Verdict;
import org.junit.jupiter.api.Test;

/** P3 and P4, broken in histories that can be read: the chain is a, b, c by priority. */
class BrokenHoldsTest {

    private static void found(Scribe history, String... violations) {
        assertThat(history.check().shown().stream().map(Violation::toString)).containsExactly(violations);
    }

    @Test
    void p3_a_release_that_leaves_out_a_holder() {
        found(
                Scribe.abc()
                        .begin(1, "net", "COMING")
                        .visited(1, "a", "b", "c")
                        .completed(1)
                        .begin(2, "net", "GOING")
                        .visited(2, "c", "a")
                        .completed(2),
                "P3: modules: walk 2 (GOING of net) leaves out b, which holds the key (lines 8, 12, 15)");
    }

    @Test
    void p3_a_release_that_visits_somebody_who_never_accepted() {
        found(
                Scribe.abc()
                        .begin(1, "net", "COMING")
                        .visited(1, "a")
                        .visited(1, "b", Verdict.DONE)
                        .visited(1, "c")
                        .completed(1)
                        .begin(2, "net", "GOING")
                        .visited(2, "c", "b", "a")
                        .completed(2),
                "P3: modules: walk 2 (GOING of net) visits b, which does not hold the key (lines 3, 12, 14)");
    }

    @Test
    void p3_a_release_that_visits_somebody_who_left_and_came_back() {
        found(
                Scribe.abc()
                        .begin(1, "net", "COMING")
                        .visited(1, "a", "b", "c")
                        .completed(1)
                        .unregistered("b")
                        .registered("b", 20)
                        .begin(2, "net", "GOING")
                        .visited(2, "c", "b", "a")
                        .completed(2),
                "P3: modules: walk 2 (GOING of net) visits b, which does not hold the key (lines 12, 14, 16)");
    }

    @Test
    void p3_a_release_of_a_key_that_is_not_up_and_visits_somebody_all_the_same() {
        found(
                Scribe.abc().begin(1, "net", "GOING").visited(1, "c").completed(1),
                "P3: modules: walk 1 (GOING of net) visits c, and the key is not up: it has no holders (lines 6, 7)");
    }

    @Test
    void p3_with_current_membership_a_release_that_leaves_out_somebody_who_is_there() {
        found(
                Scribe.current()
                        .registered("a", 30)
                        .registered("b", 20)
                        .begin(1, "net", "COMING")
                        .visited(1, "a")
                        .visited(1, "b", Verdict.DONE)
                        .completed(1)
                        .begin(2, "net", "GOING")
                        .visited(2, "a")
                        .completed(2),
                "P3: modules: walk 2 (GOING of net) leaves out b, which is registered, as membership = current has it"
                        + " (lines 3, 10, 12)");
    }

    @Test
    void p3_a_key_that_comes_up_twice() {
        found(
                Scribe.abc()
                        .begin(1, "net", "COMING")
                        .visited(1, "a", "b", "c")
                        .completed(1)
                        .begin(2, "net", "COMING")
                        .visited(2, "a", "b", "c")
                        .completed(2),
                "P3: modules: walk 2 (COMING of net) acquires the key in a phase that it is up in, and not released"
                        + " from (lines 6, 12)");
    }

    @Test
    void p4_an_acceptance_that_is_not_undone_after_a_veto() {
        found(
                Scribe.abc()
                        .begin(1, "net", "COMING")
                        .visited(1, "a", "b")
                        .visited(1, "c", Verdict.VETO)
                        .undone(1, "b")
                        .vetoed(1, "c"),
                "P4: modules: walk 1 (COMING of net) does not undo a, which had accepted it (lines 7, 9, 11)");
    }

    @Test
    void p4_an_undo_in_the_order_of_the_walk() {
        found(
                Scribe.abc()
                        .begin(1, "net", "COMING")
                        .visited(1, "a", "b")
                        .visited(1, "c", Verdict.VETO)
                        .undone(1, "a", "b")
                        .vetoed(1, "c"),
                "P4: modules: walk 1 (COMING of net) does not undo in the reverse of its visits (lines 10, 11)");
    }

    @Test
    void p4_an_undo_of_the_one_who_vetoed_and_of_one_who_did_not_care() {
        found(
                Scribe.abc()
                        .begin(1, "net", "COMING")
                        .visited(1, "a", Verdict.DONE)
                        .visited(1, "b", Verdict.VETO)
                        .undone(1, "b", "a")
                        .vetoed(1, "b"),
                "P4: modules: walk 1 (COMING of net) undoes b, which had not accepted it (lines 8, 9)",
                "P4: modules: walk 1 (COMING of net) undoes a, which had not accepted it (lines 7, 10)");
    }

    @Test
    void p4_a_walk_that_goes_on_after_a_veto() {
        found(
                Scribe.abc()
                        .begin(1, "net", "COMING")
                        .visited(1, "a", Verdict.VETO)
                        .visited(1, "b")
                        .vetoed(1, "a"),
                "P4: modules: walk 1 (COMING of net) visits b after the veto of a (lines 7, 8)");
    }

    @Test
    void p4_an_undo_without_a_veto() {
        found(
                Scribe.abc()
                        .begin(1, "net", "COMING")
                        .visited(1, "a", "b", "c")
                        .undone(1, "c", "b")
                        .completed(1),
                "P4: modules: walk 1 (COMING of net) undoes c, and nobody vetoed it (lines 10, 11)");
    }
}
