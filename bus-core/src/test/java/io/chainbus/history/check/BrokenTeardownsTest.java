package io.chainbus.history.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.chainbus.history.Recorded.Cause;
import org.junit.jupiter.api.Test;

/** Who leaves with teardown lets go of what it holds, the newest key first (P7). */
class BrokenTeardownsTest {

    /** Net is up, and held by a, b and c (lines 1 to 10). */
    private static Scribe up() {
        return Scribe.abc().begin(1, "net", "COMING").visited(1, "a", "b", "c").completed(1);
    }

    private static void found(Scribe history, String... violations) {
        assertThat(history.check().shown().stream().map(Violation::toString)).containsExactly(violations);
    }

    private static Scribe twoUp() {
        return up().begin(2, "usb", "COMING").visited(2, "a", "b", "c").completed(2);
    }

    private static Scribe letsGo(Scribe history, long walk, String key, String subscriber) {
        return history.published(walk, key, "GOING", Cause.TEARDOWN)
                .started(walk)
                .visited(walk, subscriber)
                .completed(walk);
    }

    @Test
    void p7_a_teardown_lets_go_of_the_newest_first() {
        found(letsGo(letsGo(twoUp(), 3, "usb", "b"), 4, "net", "b").unregistered("b"));
        found(
                letsGo(letsGo(twoUp(), 3, "net", "b"), 4, "usb", "b").unregistered("b"),
                "P7: modules: walk 4 (GOING of usb, teardown) lets b go of a key that came up after the one before"
                        + " (lines 19, 23)");
    }

    /** Net was published first, and came up last. */
    @Test
    void the_newest_is_what_came_up_last() {
        Scribe history = Scribe.abc().begin(1, "net", "COMING").begin(2, "usb", "COMING");
        history.visited(2, "a", "b", "c").completed(2).visited(1, "a", "b", "c").completed(1);
        found(letsGo(letsGo(history, 3, "net", "b"), 4, "usb", "b").unregistered("b"));
    }

    @Test
    void two_that_leave_each_have_their_own_order() {
        found(letsGo(letsGo(twoUp(), 3, "net", "b"), 4, "usb", "c"));
    }

    @Test
    void p7_a_teardown_is_a_release() {
        found(
                up().published(2, "net", "LIVE", Cause.TEARDOWN)
                        .started(2)
                        .visited(2, "b")
                        .completed(2),
                "P7: modules: walk 2 (LIVE of net, teardown) is a teardown, and releases nothing (lines 12, 13)");
    }

    @Test
    void p5_a_teardown_while_a_walk_of_its_key_is_under_way() {
        Scribe history = up().begin(2, "net", "LIVE").visited(2, "a").published(3, "net", "GOING", Cause.TEARDOWN);
        found(
                history.started(3).visited(3, "b").completed(3).visited(2, "c").completed(2),
                "P5: modules: walk 3 (GOING of net, teardown) starts while walk 2 (LIVE of net) is under way"
                        + " (lines 12, 15)",
                "P8: modules: walk 2 (LIVE of net) leaves out b, which is on its route (lines 3, 12, 19)");
    }

    @Test
    void p8_a_teardown_that_visits_another() {
        found(
                letsGo(twoUp(), 3, "usb", "b")
                        .published(4, "net", "GOING", Cause.TEARDOWN)
                        .started(4)
                        .visited(4, "b", "c")
                        .completed(4),
                "P8: modules: walk 4 (GOING of net, teardown) visits c, and is for b alone (lines 23, 24)");
    }

    @Test
    void a_key_may_be_released_and_its_holder_die_while_a_teardown_goes_on() {
        Scribe history = letsGo(twoUp(), 3, "usb", "b");
        history.begin(4, "net", "GOING").visited(4, "c", "b", "a").completed(4);
        found(history.unregistered("b")
                .begin(5, "usb", "GOING")
                .visited(5, "c", "a")
                .completed(5));
        found(letsGo(twoUp(), 3, "usb", "b").unregistered("b"));
    }
}
