package io.chainbus.kernel.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.chainbus.history.Entry;
import io.chainbus.history.Recorded;
import io.chainbus.history.Turn;
import org.junit.jupiter.api.Test;

/** The reader of orders believes nothing but what is recorded, so a wrong order must show. */
class RecordedOrderTest {

    private final RecordedOrder order = new RecordedOrder("a");
    private long walk;

    @Test
    void the_right_order_is_counted_as_right() {
        walk("COMING", "ftrace", "livepatch", "other");
        walk("GOING", "other", "livepatch", "ftrace");
        assertThat(order.up().right()).isOne();
        assertThat(order.down().right()).isOne();
        assertThat(order.up().holds() && order.down().holds()).isTrue();
        assertThat(order.exampleUp()).containsExactly("ftrace", "livepatch", "other");
        assertThat(order.exampleDown()).containsExactly("other", "livepatch", "ftrace");
    }

    @Test
    void the_wrong_order_is_counted_as_wrong() {
        walk("COMING", "livepatch", "ftrace");
        assertThat(order.up().holds()).isFalse();
        assertThat(order.down().holds()).isTrue();
        walk("GOING", "ftrace", "livepatch");
        assertThat(order.down().holds()).isFalse();
        assertThat(order.down().all()).isOne();
    }

    @Test
    void an_undo_is_counted_by_itself_and_the_longest_is_shown() {
        published("COMING");
        order.accept(new Entry.Visited(turn("ftrace", Recorded.Verdict.OK)));
        order.accept(new Entry.Visited(turn("livepatch", Recorded.Verdict.OK)));
        order.accept(new Entry.Visited(turn("lockdown", Recorded.Verdict.VETO)));
        order.accept(new Entry.Undone(turn("ftrace", Recorded.Verdict.OK)));
        order.accept(new Entry.Undone(turn("livepatch", Recorded.Verdict.FAILED)));
        order.accept(new Entry.Ended(walk, Recorded.Outcome.VETOED, "lockdown"));
        assertThat(order.undo().holds()).isFalse();
        assertThat(order.up().holds()).isTrue();
        assertThat(order.failed()).isOne();
        assertThat(order.vetoes()).containsOnlyKeys("lockdown").containsEntry("lockdown", 1);
        assertThat(order.exampleUndo()).containsExactly("ftrace", "livepatch");
        assertThat(order.exampleVetoed()).isEqualTo("a");
        assertThat(order.exampleVetoer()).isEqualTo("lockdown");
    }

    private void walk(String phase, String... subscribers) {
        published(phase);
        for (String subscriber : subscribers) {
            order.accept(new Entry.Visited(turn(subscriber, Recorded.Verdict.OK)));
        }
        order.accept(new Entry.Ended(walk, Recorded.Outcome.COMPLETED, ""));
    }

    private void published(String phase) {
        order.accept(new Entry.Published(++walk, "a", phase, Recorded.Direction.DESCENDING, Recorded.Cause.PUBLISH));
    }

    private Turn turn(String subscriber, Recorded.Verdict verdict) {
        return new Turn(walk, 0, subscriber, "COMING", verdict, Recorded.Source.HANDLER, 0, 0, "");
    }
}
