package io.chainbus.history.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.chainbus.history.Entry;
import io.chainbus.history.Recorded.Anchor;
import io.chainbus.history.Recorded.Cause;
import io.chainbus.history.Recorded.Source;
import io.chainbus.history.Recorded.Trait;
import io.chainbus.history.Recorded.Verdict;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** P3 broken by or for those who are durable: the chain is a, b, c by priority, and d, which is durable, behind them. */
class BrokenAbsencesTest {

    private static void found(Scribe history, String... violations) {
        assertThat(history.check().shown().stream().map(Violation::toString)).containsExactly(violations);
    }

    private static Scribe abcd() {
        return Scribe.abc().registered("d", 5, Trait.DURABLE);
    }

    @Test
    void its_handler_is_called_while_it_is_away() {
        found(
                abcd().away("d")
                        .begin(1, "net", "LIVE")
                        .visited(1, "a", "b", "c", "d")
                        .completed(1),
                "P3: modules: walk 1 (LIVE of net) visits d, which is away, and not its policy (lines 6, 12)");
    }

    @Test
    void its_handler_is_called_when_it_has_gone_by_a_walk_that_had_started() {
        found(
                abcd().begin(1, "net", "LIVE")
                        .visited(1, "a", "b", "c")
                        .away("d")
                        .visited(1, "d")
                        .completed(1),
                "P3: modules: walk 1 (LIVE of net) visits d, which is away, and not its policy (lines 11, 12)");
    }

    @Test
    void its_handler_is_called_when_it_is_back_by_a_walk_that_started_without_it() {
        found(
                abcd().away("d")
                        .begin(1, "net", "LIVE")
                        .visited(1, "a", "b", "c")
                        .resumed("d")
                        .visited(1, "d")
                        .completed(1),
                "P3: modules: walk 1 (LIVE of net) visits d, which is away, and not its policy (lines 6, 13)");
    }

    @Test
    void what_began_before_it_went_may_end_afterwards_where_times_say_so() {
        Scribe history = abcd().begin(1, "net", "LIVE").visited(1, "a", "b", "c");
        long from = history.tick();
        history.away("d");
        found(history.visited(1, "d", Verdict.OK, Source.HANDLER, from, history.tick())
                .completed(1));
    }

    @Test
    void it_has_lost_its_holds_when_it_is_back() {
        found(
                abcd().begin(1, "net", "COMING")
                        .visited(1, "a", "b", "c", "d")
                        .completed(1)
                        .away("d")
                        .resumed("d")
                        .begin(2, "net", "GOING")
                        .visited(2, "c", "b", "a")
                        .completed(2),
                "P3: modules: walk 2 (GOING of net) leaves out d, which holds the key (lines 11, 16, 20)");
    }

    @Test
    void it_is_left_out_while_it_is_away() {
        found(
                abcd().away("d")
                        .begin(1, "net", "LIVE")
                        .visited(1, "a", "b", "c")
                        .completed(1),
                "P8: modules: walk 1 (LIVE of net) leaves out d, which is on its route (lines 5, 8, 12)");
    }

    @Test
    void it_is_passed_by_as_if_it_left() {
        found(
                abcd().away("d")
                        .begin(1, "net", "LIVE")
                        .visited(1, "a", "b", "c")
                        .skipped(1, "d")
                        .completed(1)
                        .resumed("d"),
                "P8: modules: a walk passes d as leaving, and it never leaves (line 12)");
    }

    @Test
    void somebody_who_is_not_durable_or_not_there_goes_away() {
        found(
                Scribe.abc().away("a").away("x"),
                "P3: modules: a goes away, and is not durable (lines 2, 5)",
                "P3: modules: x goes away, and is not registered (line 6)");
    }

    @Test
    void it_goes_away_twice() {
        found(abcd().away("d").away("d"), "P3: modules: d goes away, and is away already (lines 6, 7)");
    }

    @Test
    void somebody_comes_back_who_was_not_away() {
        found(
                abcd().resumed("d").resumed("x").away("d").resumed("d").resumed("d"),
                "P3: modules: d comes back, and was not away (lines 5, 6)",
                "P3: modules: x comes back, and was not away (line 7)",
                "P3: modules: d comes back, and was not away (lines 5, 10)");
    }

    @Test
    void it_comes_back_in_another_version() {
        found(
                abcd().away("d").write(new Entry.Resumed("d", 9, false)),
                "P3: modules: d comes back in version 9 of the membership, and it is still at 4 (lines 5, 7)");
    }

    @Test
    void it_comes_back_with_replay_and_was_not_told_what_it_has_missed() {
        found(
                abcd().begin(1, "net", "COMING")
                        .visited(1, "a", "b", "c", "d")
                        .completed(1)
                        .away("d")
                        .begin(2, "usb", "COMING")
                        .visited(2, "a", "b", "c")
                        .answered(2, "d", Verdict.DONE)
                        .completed(2)
                        .resumed("d", true),
                "P6: modules: d comes back with replay, and has not accepted a replay of COMING of usb (lines 15, 21)");
    }

    @Test
    void a_replay_that_it_was_made_to_undo_is_no_hold_of_it() {
        found(
                abcd().away("d")
                        .begin(1, "net", "COMING")
                        .visited(1, "a", "b", "c")
                        .answered(1, "d", Verdict.DONE)
                        .completed(1)
                        .published(2, "net", "COMING", Cause.REPLAY)
                        .started(2)
                        .visited(2, "d")
                        .completed(2)
                        .undone(2, "d")
                        .write(new Entry.SubscriberRefused("d", "vetoed another"))
                        .begin(3, "net", "GOING")
                        .answered(3, "d", Verdict.OK)
                        .visited(3, "c", "b", "a")
                        .completed(3),
                "P3: modules: walk 3 (GOING of net) visits d, which does not hold the key (lines 5, 21, 22)");
    }

    @Test
    void a_line_like_a_newcomers_that_has_missed_a_change_is_no_return() {
        Scribe history = abcd();
        long version = history.version();
        history.unregistered("a").away("d");
        history.write(new Entry.Registered("d", 5, version, Anchor.NONE, List.of(), List.of(), Set.of(Trait.DURABLE)));
        assertThat(history.check().violations()).containsOnlyKeys(Promise.P6);
    }
}
