package io.chainbus.history.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.chainbus.history.Entry;
import io.chainbus.history.Line;
import io.chainbus.history.Recorded.Absence;
import io.chainbus.history.Recorded.Outcome;
import io.chainbus.history.Recorded.Source;
import io.chainbus.history.Recorded.Trait;
import io.chainbus.history.Recorded.Verdict;
import io.chainbus.history.Turn;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Single lines that do not fit the others: the chain is a, b, c by priority (lines 2 to 4). */
class BrokenLinesTest {

    private static void found(Scribe history, String... violations) {
        found(history.lines(), violations);
    }

    private static void found(List<Line> lines, String... violations) {
        assertThat(Scribe.check(lines).shown().stream().map(Violation::toString))
                .containsExactly(violations);
    }

    // ---- walks

    @Test
    void steps_that_do_not_count_the_visits() {
        List<Line> lines = Scribe.abc()
                .begin(1, "net", "LIVE")
                .visited(1, "a", "b", "c")
                .completed(1)
                .lines();
        renumber(lines, 7, 2);
        renumber(lines, 8, 1);
        found(
                lines,
                "P8: modules: walk 1 (LIVE of net) has among its visits step 2 where step 1 should be (lines 7, 8)");
    }

    @Test
    void steps_that_do_not_count_the_visits_of_an_undo() {
        List<Line> lines = Scribe.abc()
                .begin(1, "net", "COMING")
                .visited(1, "a", "b")
                .visited(1, "c", Verdict.VETO)
                .undone(1, "b", "a")
                .vetoed(1, "c")
                .lines();
        renumber(lines, 9, 1);
        found(
                lines,
                "P4: modules: walk 1 (COMING of net) has among its visits of its undo step 1 where step 0 should be"
                        + " (lines 5, 10)");
    }

    /** Gives the visit in line {@code index + 1} another step. */
    private static void renumber(List<Line> lines, int index, long step) {
        Trace trace = new Trace(lines);
        Turn turn = trace.turn(index);
        lines.set(
                index,
                trace.withTurn(
                                index,
                                new Turn(
                                        turn.walk(),
                                        step,
                                        turn.subscriber(),
                                        turn.phase(),
                                        turn.verdict(),
                                        turn.source(),
                                        turn.from(),
                                        turn.to(),
                                        turn.reason()))
                        .get(index));
    }

    @Test
    void steps_say_nothing_new_where_a_visit_is_known_to_be_missing() {
        List<Line> lines = Scribe.abc()
                .begin(1, "net", "LIVE")
                .visited(1, "a", "b", "c")
                .completed(1)
                .lines();
        lines.remove(7);
        found(lines, "P8: modules: walk 1 (LIVE of net) leaves out b, which is on its route (lines 3, 6, 9)");
    }

    @Test
    void visits_whose_lines_were_exchanged_are_out_of_order_once() {
        List<Line> lines = Scribe.abc()
                .begin(1, "net", "LIVE")
                .visited(1, "a", "b", "c")
                .completed(1)
                .lines();
        lines.add(6, lines.remove(7));
        found(
                lines,
                "P1: modules: walk 1 (LIVE of net) visits b before a, and DESCENDING they stand the other way round"
                        + " (lines 7, 8)");
    }

    @Test
    void visits_whose_times_contradict_their_lines() {
        found(
                Scribe.abc()
                        .begin(1, "net", "LIVE")
                        .visited(1, "a", Verdict.OK, Source.HANDLER, 20, 30)
                        .visited(1, "b", Verdict.OK, Source.HANDLER, 10, 20)
                        .visited(1, "c", Verdict.OK, Source.HANDLER, 30, 30),
                "P2: modules: walk 1 (LIVE of net) visits b before a, whose turn comes first (lines 7, 8)");
    }

    @Test
    void a_visit_that_is_still_under_way_when_its_walk_ends() {
        found(
                Scribe.abc()
                        .begin(1, "net", "LIVE")
                        .visited(1, "a", "b")
                        .visited(1, "c", Verdict.OK, Source.HANDLER, 13, 99)
                        .completed(1),
                "P5: modules: walk 1 (LIVE of net) has ended before the visit of c (lines 9, 10)");
    }

    @Test
    void a_stopped_walk_has_come_to_all_before_and_to_nobody_behind() {
        found(
                Scribe.abc()
                        .begin(1, "net", "LIVE")
                        .visited(1, "b", Verdict.STOP)
                        .stopped(1, "b"),
                "P8: modules: walk 1 (LIVE of net) leaves out a, which is on its route (lines 2, 6, 8)");
    }

    @Test
    void an_end_that_the_visits_do_not_bear_out_is_one_violation() {
        Scribe stopped = Scribe.abc().begin(1, "net", "LIVE").visited(1, "a").stopped(1, "a");
        found(
                stopped,
                "P8: modules: walk 1 (LIVE of net) ended as stopped, and by its visits it was completed (lines 6, 8)");
        Scribe vetoed = Scribe.abc()
                .begin(1, "net", "COMING")
                .visited(1, "a", Verdict.VETO)
                .write(new Entry.Ended(1, Outcome.COMPLETED, ""));
        found(
                vetoed,
                "P4: modules: walk 1 (COMING of net) ended as completed, and by its visits it was vetoed (lines 7, 8)");
    }

    @Test
    void a_key_is_not_up_after_a_walk_that_says_it_was_completed_and_was_undone() {
        Scribe history = Scribe.abc()
                .begin(1, "net", "COMING")
                .visited(1, "a")
                .visited(1, "b", Verdict.VETO)
                .undone(1, "a")
                .completed(1)
                .begin(2, "net", "GOING")
                .completed(2);
        assertThat(history.check().violations()).containsOnlyKeys(Promise.P4);
    }

    @Test
    void a_key_is_up_after_a_walk_that_says_it_was_vetoed_and_was_stopped() {
        Scribe history = Scribe.abc()
                .begin(1, "net", "COMING")
                .visited(1, "a", Verdict.STOP)
                .vetoed(1, "a")
                .begin(2, "net", "GOING")
                .visited(2, "a")
                .completed(2);
        assertThat(history.check().violations()).containsOnlyKeys(Promise.P4);
    }

    @Test
    void somebody_undone_who_was_not_even_visited_and_somebody_passed_and_undone() {
        found(
                Scribe.abc()
                        .begin(1, "net", "COMING")
                        .visited(1, "a")
                        .visited(1, "b", Verdict.VETO)
                        .undone(1, "c")
                        .vetoed(1, "b"),
                "P4: modules: walk 1 (COMING of net) undoes c, which had not accepted it (lines 6, 9)",
                "P4: modules: walk 1 (COMING of net) does not undo a, which had accepted it (lines 7, 8, 10)");
        found(
                Scribe.abc()
                        .begin(1, "net", "COMING")
                        .visited(1, "a")
                        .visited(1, "b", Verdict.VETO)
                        .skipped(1, "a")
                        .undone(1, "a")
                        .vetoed(1, "b")
                        .unregistered("a"),
                "P4: modules: walk 1 (COMING of net) undoes a and passes it too (lines 9, 10)");
    }

    // ---- walks that are not there

    @Test
    void a_walk_that_nobody_accepted_is_reported_once() {
        Scribe history = Scribe.abc().published(1, "net", "LIVE");
        history.lines();
        List<Line> lines =
                history.started(1).visited(1, "a", "b", "c").completed(1).lines();
        lines.remove(4);
        found(lines, "P5: modules: walk 1 starts, and was never accepted (line 5)");
    }

    @Test
    void lines_after_the_end_of_their_walk() {
        found(
                Scribe.abc()
                        .begin(1, "net", "LIVE")
                        .visited(1, "a", "b", "c")
                        .completed(1)
                        .skipped(1, "a")
                        .completed(1)
                        .started(1)
                        .write(new Entry.TurnRefused(1, "net", "too late")),
                "P5: modules: walk 1 passes a after its end (lines 10, 11)",
                "P5: modules: walk 1 ends after its end (lines 10, 12)",
                "P5: modules: walk 1 starts after its end (lines 10, 13)",
                "P5: modules: walk 1 is refused after its end (lines 10, 14)");
    }

    @Test
    void a_visit_after_the_end_of_its_walk_of_somebody_who_has_left() {
        found(
                Scribe.abc()
                        .begin(1, "net", "LIVE")
                        .visited(1, "a", "b", "c")
                        .completed(1)
                        .unregistered("b")
                        .visited(1, "b"),
                "P7: modules: walk 1 visits b after it has left (lines 11, 12)");
    }

    @Test
    void a_policy_may_not_answer_in_a_walk_that_has_ended_either() {
        found(
                Scribe.abc()
                        .begin(1, "net", "LIVE")
                        .visited(1, "a", "b", "c")
                        .completed(1)
                        .unregistered("b", Absence.DIED)
                        .visited(1, "b", Verdict.FAILED, Source.DEATH, 20, 20),
                "P5: modules: walk 1 visits b after its end (lines 10, 12)");
    }

    @Test
    void a_walk_that_is_accepted_twice_or_refused_after_its_start() {
        found(
                Scribe.abc().published(1, "net", "LIVE").published(1, "net", "LIVE"),
                "P5: modules: walk 1 (LIVE of net) is accepted after walk 1, and numbers grow in the order of"
                        + " acceptance (lines 5, 6)");
        found(
                Scribe.abc().begin(1, "net", "LIVE").write(new Entry.TurnRefused(1, "net", "is up already")),
                "P5: modules: walk 1 (LIVE of net) is refused after it has started (lines 6, 7)");
    }

    @Test
    void a_walk_that_is_refused_makes_way_for_the_next_of_its_key() {
        found(Scribe.abc()
                .published(1, "net", "LIVE")
                .published(2, "net", "LIVE")
                .write(new Entry.TurnRefused(1, "net", "why not"))
                .started(2)
                .visited(2, "a", "b", "c")
                .completed(2));
    }

    // ---- the membership

    @Test
    void somebody_who_registers_twice() {
        found(Scribe.abc().registered("b", 20), "P6: modules: b registers, and is registered already (lines 3, 5)");
    }

    @Test
    void somebody_who_leaves_and_is_not_there() {
        found(
                Scribe.abc().unregistered("b").unregistered("b"),
                "P7: modules: b leaves, and is not registered (lines 5, 6)");
        found(Scribe.abc().unregistered("x"), "P7: modules: x leaves, and is not registered (line 5)");
    }

    @Test
    void a_version_that_leaps() {
        List<Line> lines = Scribe.abc().registered("d", 5).lines();
        lines.remove(3);
        found(lines, "P6: modules: the membership goes from version 2 to 4, which is not one change (lines 3, 4)");
    }

    @Test
    void a_walk_of_a_membership_to_come_is_reported_once_for_each_version() {
        Scribe history = Scribe.abc();
        for (long walk = 1; walk <= 2; walk++) {
            history.published(walk, "net", "LIVE")
                    .write(new Entry.Started(walk, 4))
                    .visited(walk, "a", "b", "c")
                    .completed(walk);
        }
        found(
                history,
                "P6: modules: walk 1 (LIVE of net) starts with version 4 of the membership, and it is still at 3"
                        + " (lines 4, 6)");
    }

    @Test
    void somebody_passed_who_is_not_on_the_route() {
        found(
                Scribe.abc()
                        .begin(1, "net", "LIVE")
                        .visited(1, "a", "b", "c")
                        .skipped(1, "x")
                        .completed(1),
                "P8: modules: walk 1 (LIVE of net) passes x, which is not on its route (lines 6, 10)");
    }

    @Test
    void somebody_not_durable_who_registers_again_has_not_been_away() {
        Scribe history = Scribe.abc();
        history.registered("d", 5, Trait.OBSERVER).registered("d", 5, Trait.OBSERVER);
        assertThat(history.check().violations()).containsOnlyKeys(Promise.P6);
    }
}
