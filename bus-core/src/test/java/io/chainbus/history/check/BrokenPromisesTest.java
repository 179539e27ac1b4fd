package io.chainbus.history.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.chainbus.history.Entry;
import io.chainbus.history.Recorded.Source;
import io.chainbus.history.Recorded.Trait;
import io.chainbus.history.Recorded.Verdict;
import org.junit.jupiter.api.Test;

/** Each promise, broken in a history that can be read: the chain is a, b, c by priority, line 1 is the chain's. */
class BrokenPromisesTest {

    private static Scribe chain() {
        return Scribe.accepted().registered("a", 30).registered("b", 20).registered("c", 10);
    }

    private static void found(Scribe history, String... violations) {
        assertThat(history.check().shown().stream().map(Violation::toString)).containsExactly(violations);
    }

    @Test
    void p1_a_walk_that_does_not_follow_the_order() {
        found(
                chain().begin(1, "net", "COMING").visited(1, "a", "c", "b").completed(1),
                "P1: modules: walk 1 (COMING of net) visits c before b, and DESCENDING they stand the other way round"
                        + " (lines 8, 9)");
    }

    @Test
    void p1_a_release_that_is_not_the_mirror() {
        found(
                chain().begin(1, "net", "COMING")
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
                chain().begin(1, "net", "LIVE")
                        .visited(1, "a", Verdict.OK, Source.HANDLER, 10, 20)
                        .visited(1, "b", Verdict.OK, Source.HANDLER, 19, 30)
                        .visited(1, "c", Verdict.OK, Source.HANDLER, 30, 30),
                "P2: modules: walk 1 (LIVE of net) visits a and b at the same time (lines 7, 8)");
    }

    @Test
    void p3_a_release_that_leaves_out_a_holder() {
        found(
                chain().begin(1, "net", "COMING")
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
                chain().begin(1, "net", "COMING")
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
                chain().begin(1, "net", "COMING")
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
                chain().begin(1, "net", "GOING").visited(1, "c").completed(1),
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
                chain().begin(1, "net", "COMING")
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
                chain().begin(1, "net", "COMING")
                        .visited(1, "a", "b")
                        .visited(1, "c", Verdict.VETO)
                        .undone(1, "b")
                        .vetoed(1, "c"),
                "P4: modules: walk 1 (COMING of net) does not undo a, which had accepted it (lines 7, 9, 11)");
    }

    @Test
    void p4_an_undo_in_the_order_of_the_walk() {
        found(
                chain().begin(1, "net", "COMING")
                        .visited(1, "a", "b")
                        .visited(1, "c", Verdict.VETO)
                        .undone(1, "a", "b")
                        .vetoed(1, "c"),
                "P4: modules: walk 1 (COMING of net) does not undo in the reverse of its visits (lines 10, 11)");
    }

    @Test
    void p4_an_undo_of_the_one_who_vetoed_and_of_one_who_did_not_care() {
        found(
                chain().begin(1, "net", "COMING")
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
                chain().begin(1, "net", "COMING")
                        .visited(1, "a", Verdict.VETO)
                        .visited(1, "b")
                        .vetoed(1, "a"),
                "P4: modules: walk 1 (COMING of net) visits b after the veto of a (lines 7, 8)");
    }

    @Test
    void p4_an_undo_without_a_veto() {
        found(
                chain().begin(1, "net", "COMING")
                        .visited(1, "a", "b", "c")
                        .undone(1, "c", "b")
                        .completed(1),
                "P4: modules: walk 1 (COMING of net) undoes c, and nobody vetoed it (lines 10, 11)");
    }

    @Test
    void p5_two_walks_of_a_key_at_once() {
        found(
                chain().begin(1, "net", "LIVE")
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
                chain().published(1, "net", "LIVE")
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
                chain().begin(1, "net", "COMING")
                        .visited(1, "a")
                        .visited(1, "b", Verdict.VETO)
                        .undone(1, "a")
                        .vetoed(1, "b")
                        .undone(1, "a"),
                "P5: modules: walk 1 visits a after its end (lines 10, 11)");
    }

    @Test
    void p6_somebody_who_had_joined_and_is_not_visited() {
        found(
                chain().begin(1, "net", "LIVE")
                        .visited(1, "a", "b", "c")
                        .completed(1)
                        .registered("d", 5)
                        .begin(2, "net", "LIVE")
                        .visited(2, "a", "b", "c")
                        .completed(2),
                "P6: modules: walk 2 (LIVE of net) leaves out d, which had joined before the event was accepted"
                        + " (lines 11, 13, 17)");
    }

    @Test
    void p6_a_route_of_before_somebody_joined() {
        Scribe history = chain().registered("d", 5).published(1, "net", "LIVE");
        history.write(new Entry.Started(1, 3)).visited(1, "a", "b", "c", "d").completed(1);
        found(
                history,
                "P6: modules: walk 1 (LIVE of net) starts with version 3 of the membership, and somebody had joined in"
                        + " version 4 before it was accepted (lines 5, 6, 7)");
    }

    @Test
    void p7_somebody_who_has_left_and_is_visited() {
        found(
                chain().begin(1, "net", "LIVE")
                        .visited(1, "a")
                        .unregistered("b")
                        .visited(1, "b", "c")
                        .completed(1),
                "P7: modules: walk 1 (LIVE of net) visits b after it has left (lines 8, 9)");
    }

    @Test
    void p7_somebody_who_has_left_and_is_visited_by_a_later_walk() {
        found(
                chain().unregistered("b")
                        .begin(1, "net", "LIVE")
                        .visited(1, "a", "b", "c")
                        .completed(1),
                "P7: modules: walk 1 (LIVE of net) visits b after it has left (lines 5, 9)");
    }

    @Test
    void p7_somebody_who_is_leaving_and_is_visited_by_a_later_walk() {
        found(
                chain().begin(1, "net", "LIVE")
                        .visited(1, "a")
                        .skipped(1, "b")
                        .begin(2, "usb", "LIVE")
                        .visited(2, "a", "b")
                        .visited(1, "c")
                        .completed(1)
                        .unregistered("b")
                        .visited(2, "c")
                        .completed(2),
                "P7: modules: b is visited after a walk had passed it as leaving (lines 8, 12, 15)");
    }

    @Test
    void p7_somebody_who_is_leaving_and_is_visited_again_and_again_by_walks_under_way() {
        found(
                chain().begin(1, "net", "LIVE")
                        .begin(2, "usb", "LIVE")
                        .begin(3, "ext4", "LIVE")
                        .visited(1, "a")
                        .visited(2, "a")
                        .visited(3, "a")
                        .skipped(1, "b")
                        .visited(2, "b")
                        .visited(3, "b")
                        .unregistered("b")
                        .visited(1, "c")
                        .visited(2, "c")
                        .visited(3, "c"),
                "P7: modules: b is visited after a walk had passed it as leaving (lines 14, 16, 17)");
    }

    @Test
    void p8_somebody_who_is_visited_twice() {
        found(
                chain().begin(1, "net", "LIVE").visited(1, "a", "b", "b", "c").completed(1),
                "P8: modules: walk 1 (LIVE of net) visits b twice (lines 8, 9)");
    }

    @Test
    void p8_somebody_who_is_left_out() {
        found(
                chain().begin(1, "net", "LIVE").visited(1, "a", "c").completed(1),
                "P8: modules: walk 1 (LIVE of net) leaves out b, which is on its route (lines 3, 6, 9)");
    }

    @Test
    void p8_an_observer_that_a_release_leaves_out() {
        found(
                chain().registered("watch", 15, Trait.OBSERVER)
                        .begin(1, "net", "COMING")
                        .visited(1, "a", "b", "watch", "c")
                        .completed(1)
                        .begin(2, "net", "GOING")
                        .visited(2, "c", "b", "a")
                        .completed(2),
                "P8: modules: walk 2 (GOING of net) leaves out watch, which is on its route (lines 5, 14, 18)");
    }

    @Test
    void p8_somebody_who_joined_after_the_walk_had_started() {
        found(
                chain().begin(1, "net", "LIVE")
                        .visited(1, "a")
                        .registered("d", 5)
                        .visited(1, "b", "c", "d")
                        .completed(1),
                "P8: modules: walk 1 (LIVE of net) visits d, which joined after its route was taken (lines 6, 8, 11)");
    }

    @Test
    void p8_a_walk_that_goes_on_after_a_stop() {
        found(
                chain().begin(1, "net", "LIVE")
                        .visited(1, "a", Verdict.STOP)
                        .visited(1, "b")
                        .stopped(1, "a"),
                "P8: modules: walk 1 (LIVE of net) visits b after a stopped it (lines 7, 8)");
    }

    @Test
    void p8_somebody_who_is_passed_as_leaving_and_stays() {
        found(
                chain().begin(1, "net", "LIVE")
                        .visited(1, "a")
                        .skipped(1, "b")
                        .visited(1, "c")
                        .completed(1),
                "P8: modules: a walk passes b as leaving, and it never leaves (line 8)");
    }
}
