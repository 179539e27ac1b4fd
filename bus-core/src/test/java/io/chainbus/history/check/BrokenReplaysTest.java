package io.chainbus.history.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.chainbus.history.Entry;
import io.chainbus.history.Recorded.Anchor;
import io.chainbus.history.Recorded.Cause;
import io.chainbus.history.Recorded.Trait;
import io.chainbus.history.Recorded.Verdict;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Walks that are for one subscriber alone; net is up, and held by a, b and c (lines 1 to 10). */
class BrokenReplaysTest {

    private static Scribe up() {
        return Scribe.abc().begin(1, "net", "COMING").visited(1, "a", "b", "c").completed(1);
    }

    private static Scribe replay(String... visited) {
        return up().published(2, "net", "COMING", Cause.REPLAY).started(2).visited(2, visited);
    }

    private static Scribe teardown(String... visited) {
        return up().published(2, "net", "GOING", Cause.TEARDOWN).started(2).visited(2, visited);
    }

    private static void found(Scribe history, String... violations) {
        assertThat(history.check().shown().stream().map(Violation::toString)).containsExactly(violations);
    }

    @Test
    void p8_a_replay_to_two() {
        found(
                replay("d", "e").completed(2),
                "P8: modules: walk 2 (COMING of net, replay) visits e, and is for d alone (lines 13, 14)");
    }

    @Test
    void p8_a_replay_twice() {
        found(
                replay("d", "d").completed(2),
                "P8: modules: walk 2 (COMING of net, replay) visits d twice (lines 13, 14)");
    }

    @Test
    void p6_a_replay_of_what_is_not_up() {
        found(
                up().published(2, "net", "UNFORMED", Cause.REPLAY)
                        .started(2)
                        .visited(2, "d")
                        .completed(2),
                "P6: modules: walk 2 (UNFORMED of net, replay) replays to d what the key is not up in (lines 12, 13)");
    }

    @Test
    void p6_a_replay_that_starts_with_a_membership_from_before_it_was_accepted() {
        found(
                up().registered("e", 5)
                        .published(2, "net", "COMING", Cause.REPLAY)
                        .write(new Entry.Started(2, 3))
                        .visited(2, "d")
                        .completed(2),
                "P6: modules: walk 2 (COMING of net, replay) starts with version 3 of the membership, and somebody had"
                        + " joined in version 4 before it was accepted (lines 11, 12, 13)");
    }

    @Test
    void p3_a_teardown_of_what_is_not_held() {
        found(
                teardown("b")
                        .completed(2)
                        .published(3, "net", "GOING", Cause.TEARDOWN)
                        .started(3)
                        .visited(3, "b")
                        .completed(3),
                "P3: modules: walk 3 (GOING of net, teardown) visits b, which does not hold the key (lines 16, 17)");
    }

    @Test
    void p3_a_release_visits_who_has_let_go_by_a_teardown() {
        found(
                teardown("b")
                        .completed(2)
                        .begin(3, "net", "GOING")
                        .visited(3, "c", "b", "a")
                        .completed(3),
                "P3: modules: walk 3 (GOING of net) visits b, which does not hold the key (lines 3, 16, 18)");
    }

    @Test
    void p3_who_was_refused_after_its_replays_holds_nothing_when_it_comes_again() {
        found(
                replay("d")
                        .completed(2)
                        .write(new Entry.SubscriberRefused("d", "vetoed another"))
                        .registered("d", 5)
                        .begin(3, "net", "GOING")
                        .visited(3, "d", "c", "b", "a")
                        .completed(3),
                "P3: modules: walk 3 (GOING of net) visits d, which does not hold the key (lines 16, 18, 19)");
    }

    @Test
    void p3_what_was_replayed_and_undone_is_not_held() {
        found(
                replay("d")
                        .completed(2)
                        .undone(2, "d")
                        .registered("d", 5, Trait.REPLAY)
                        .begin(3, "net", "GOING")
                        .visited(3, "d", "c", "b", "a")
                        .completed(3),
                "P3: modules: walk 3 (GOING of net) visits d, which does not hold the key (lines 16, 18, 19)");
    }

    @Test
    void p3_what_was_replayed_and_accepted_is_held() {
        found(
                replay("d")
                        .completed(2)
                        .registered("d", 5, Trait.REPLAY)
                        .begin(3, "net", "GOING")
                        .visited(3, "c", "b", "a")
                        .completed(3),
                "P3: modules: walk 3 (GOING of net) leaves out d, which holds the key (lines 13, 17, 21)");
    }

    @Test
    void p3_what_was_replayed_and_not_accepted_is_not_held() {
        found(
                up().published(2, "net", "COMING", Cause.REPLAY)
                        .started(2)
                        .visited(2, "d", Verdict.DONE)
                        .completed(2)
                        .registered("d", 5, Trait.REPLAY)
                        .begin(3, "net", "GOING")
                        .visited(3, "d", "c", "b", "a")
                        .completed(3),
                "P3: modules: walk 3 (GOING of net) visits d, which does not hold the key (lines 15, 17, 18)");
    }

    @Test
    void p5_a_replay_while_a_walk_of_the_key_is_under_way() {
        found(
                up().begin(2, "net", "LIVE")
                        .published(3, "net", "COMING", Cause.REPLAY)
                        .started(3)
                        .visited(3, "d")
                        .completed(3)
                        .visited(2, "a", "b", "c")
                        .completed(2),
                "P5: modules: walk 3 (COMING of net, replay) starts while walk 2 (LIVE of net) is under way"
                        + " (lines 12, 14)");
    }

    @Test
    void p5_an_undo_of_a_replay_by_somebody_else() {
        found(replay("d").completed(2).undone(2, "a"), "P5: modules: walk 2 visits a after its end (lines 14, 15)");
    }

    @Test
    void p7_a_teardown_of_somebody_who_has_left() {
        found(
                up().unregistered("b")
                        .published(2, "net", "GOING", Cause.TEARDOWN)
                        .started(2)
                        .visited(2, "b")
                        .completed(2),
                "P7: modules: walk 2 (GOING of net, teardown) visits b after it has left (lines 11, 14)",
                "P3: modules: walk 2 (GOING of net, teardown) visits b, which does not hold the key (lines 13, 14)");
    }

    @Test
    void a_release_may_visit_who_holds_by_a_replay_and_has_not_joined_yet() {
        found(replay("d")
                .completed(2)
                .begin(3, "net", "GOING")
                .visited(3, "d", "c", "b", "a")
                .completed(3));
    }

    @Test
    void somebody_who_left_may_be_replayed_to_and_torn_down_before_it_joins_again() {
        found(up().unregistered("b")
                .published(2, "net", "COMING", Cause.REPLAY)
                .started(2)
                .visited(2, "b")
                .completed(2)
                .published(3, "net", "GOING", Cause.TEARDOWN)
                .started(3)
                .visited(3, "b")
                .completed(3)
                .registered("b", 20, Trait.REPLAY)
                .begin(4, "net", "GOING")
                .visited(4, "c", "a")
                .completed(4));
    }

    @Test
    void the_undo_of_a_replay_may_pass_who_died_meanwhile_but_no_other() {
        Scribe history = replay("d").completed(2).skipped(2, "d");
        history.write(new Entry.SubscriberRefused("d", "gone"));
        found(history);
        found(history.skipped(2, "a"), "P5: modules: walk 2 passes a after its end (lines 14, 17)");
    }

    @Test
    void a_teardown_may_pass_who_died_meanwhile() {
        found(teardown().skipped(2, "b").completed(2).unregistered("b"));
    }

    private static Scribe joins(Scribe history, String id) {
        return history.registered(id, 5, Anchor.NONE, List.of(), List.of(), Set.of(Trait.REPLAY));
    }

    @Test
    void p6_who_joins_with_replay_has_been_told_all_that_is_up() {
        found(joins(replay("d").completed(2), "d"));
        Scribe twoUp = replay("d")
                .completed(2)
                .begin(3, "usb", "COMING")
                .visited(3, "a", "b", "c")
                .completed(3);
        found(
                joins(twoUp, "d"),
                "P6: modules: d joins with replay, and has not accepted a replay of COMING of usb (lines 16, 21)");
    }

    @Test
    void p6_a_replay_of_what_was_released_and_came_up_again_does_not_count() {
        Scribe again = replay("d")
                .completed(2)
                .begin(3, "net", "GOING")
                .visited(3, "c", "b", "a")
                .completed(3)
                .begin(4, "net", "COMING")
                .visited(4, "a", "b", "c")
                .completed(4);
        assertThat(joins(again, "d").check().shown())
                .anySatisfy(found -> assertThat(found.message())
                        .contains("d joins with replay, and has not accepted a replay of COMING of net"));
    }

    @Test
    void p6_who_vetoed_a_replay_does_not_join() {
        Scribe history = up().published(2, "net", "COMING", Cause.REPLAY)
                .started(2)
                .visited(2, "d", Verdict.VETO)
                .vetoed(2, "d");
        found(
                joins(history, "d"),
                "P6: modules: d joins with replay, and has not accepted a replay of COMING of net (lines 6, 15)");
    }

    @Test
    void p6_who_was_passed_by_has_not_been_told() {
        found(
                joins(replay().skipped(2, "d").completed(2), "d"),
                "P6: modules: d joins with replay, and has not accepted a replay of COMING of net (lines 6, 15)");
    }
}
