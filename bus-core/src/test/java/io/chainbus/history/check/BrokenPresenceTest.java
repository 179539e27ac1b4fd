package io.chainbus.history.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.chainbus.history.Entry;
import io.chainbus.history.Recorded.Trait;
import io.chainbus.history.Recorded.Verdict;
import org.junit.jupiter.api.Test;

/** P6, P7 and P8, broken in histories that can be read: the chain is a, b, c by priority. */
class BrokenPresenceTest {

    private static void found(Scribe history, String... violations) {
        assertThat(history.check().shown().stream().map(Violation::toString)).containsExactly(violations);
    }

    @Test
    void p6_somebody_who_had_joined_and_is_not_visited() {
        found(
                Scribe.abc()
                        .begin(1, "net", "LIVE")
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
        Scribe history = Scribe.abc().registered("d", 5).published(1, "net", "LIVE");
        history.write(new Entry.Started(1, 3)).visited(1, "a", "b", "c", "d").completed(1);
        found(
                history,
                "P6: modules: walk 1 (LIVE of net) starts with version 3 of the membership, and somebody had joined in"
                        + " version 4 before it was accepted (lines 5, 6, 7)");
    }

    @Test
    void p7_somebody_who_has_left_and_is_visited() {
        found(
                Scribe.abc()
                        .begin(1, "net", "LIVE")
                        .visited(1, "a")
                        .unregistered("b")
                        .visited(1, "b", "c")
                        .completed(1),
                "P7: modules: walk 1 (LIVE of net) visits b after it has left (lines 8, 9)");
    }

    @Test
    void p7_somebody_who_has_left_and_is_visited_by_a_later_walk() {
        found(
                Scribe.abc()
                        .unregistered("b")
                        .begin(1, "net", "LIVE")
                        .visited(1, "a", "b", "c")
                        .completed(1),
                "P7: modules: walk 1 (LIVE of net) visits b after it has left (lines 5, 9)");
    }

    @Test
    void p7_somebody_who_is_leaving_and_is_visited_by_a_later_walk() {
        found(
                Scribe.abc()
                        .begin(1, "net", "LIVE")
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
                Scribe.abc()
                        .begin(1, "net", "LIVE")
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
                Scribe.abc()
                        .begin(1, "net", "LIVE")
                        .visited(1, "a", "b", "b", "c")
                        .completed(1),
                "P8: modules: walk 1 (LIVE of net) visits b twice (lines 8, 9)");
    }

    @Test
    void p8_somebody_who_is_left_out() {
        found(
                Scribe.abc().begin(1, "net", "LIVE").visited(1, "a", "c").completed(1),
                "P8: modules: walk 1 (LIVE of net) leaves out b, which is on its route (lines 3, 6, 9)");
    }

    @Test
    void p8_an_observer_that_a_release_leaves_out() {
        found(
                Scribe.abc()
                        .registered("watch", 15, Trait.OBSERVER)
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
                Scribe.abc()
                        .begin(1, "net", "LIVE")
                        .visited(1, "a")
                        .registered("d", 5)
                        .visited(1, "b", "c", "d")
                        .completed(1),
                "P8: modules: walk 1 (LIVE of net) visits d, which joined after its route was taken (lines 6, 8, 11)");
    }

    @Test
    void p8_a_walk_that_goes_on_after_a_stop() {
        found(
                Scribe.abc()
                        .begin(1, "net", "LIVE")
                        .visited(1, "a", Verdict.STOP)
                        .visited(1, "b")
                        .stopped(1, "a"),
                "P8: modules: walk 1 (LIVE of net) visits b after a stopped it (lines 7, 8)");
    }

    @Test
    void p8_somebody_who_is_passed_as_leaving_and_stays() {
        found(
                Scribe.abc()
                        .begin(1, "net", "LIVE")
                        .visited(1, "a")
                        .skipped(1, "b")
                        .visited(1, "c")
                        .completed(1),
                "P8: modules: a walk passes b as leaving, and it never leaves (line 8)");
    }
}
