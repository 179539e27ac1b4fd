package io.chainbus.history.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.chainbus.history.Entry;
import io.chainbus.history.Recorded.Absence;
import io.chainbus.history.Recorded.Cause;
import io.chainbus.history.Recorded.Source;
import io.chainbus.history.Recorded.Trait;
import io.chainbus.history.Recorded.Verdict;
import org.junit.jupiter.api.Test;

/** What looks odd in a history and breaks nothing. */
class KeptPromisesTest {

    private static CheckReport clean(Scribe history) {
        CheckReport report = history.check();
        assertThat(report.shown()).isEmpty();
        assertThat(report.violationCount()).isZero();
        return report;
    }

    @Test
    void a_handler_that_unregisters_itself_may_end_after_the_acknowledgement() {
        Scribe history = Scribe.abc().begin(1, "net", "LIVE").visited(1, "a");
        long from = history.tick();
        history.unregistered("b");
        clean(history.visited(1, "b", Verdict.OK, Source.HANDLER, from, history.tick())
                .visited(1, "c")
                .completed(1));
    }

    @Test
    void the_verdict_for_somebody_who_died_may_stand_behind_its_death() {
        Scribe history = Scribe.abc().begin(1, "net", "LIVE").visited(1, "a");
        long from = history.tick();
        history.unregistered("b", Absence.DIED);
        clean(history.visited(1, "b", Verdict.FAILED, Source.DEATH, from, history.tick())
                .visited(1, "c")
                .completed(1));
    }

    @Test
    void a_handler_past_its_deadline_may_overlap_with_the_next() {
        clean(Scribe.abc()
                .begin(1, "net", "LIVE")
                .visited(1, "a", Verdict.FAILED, Source.DEADLINE, 7, 9)
                .visited(1, "b", Verdict.OK, Source.HANDLER, 8, 9)
                .visited(1, "c", Verdict.OK, Source.HANDLER, 9, 9)
                .completed(1));
    }

    @Test
    void times_of_two_nodes_are_not_compared() {
        clean(Scribe.accepted()
                .registered("far1", 30)
                .registered("b", 20)
                .begin(1, "net", "LIVE")
                .visited(1, "far1", "b")
                .completed(1));
    }

    @Test
    void a_skip_may_come_before_the_leave_is_acknowledged() {
        clean(Scribe.abc()
                .begin(1, "net", "LIVE")
                .visited(1, "a")
                .skipped(1, "b")
                .visited(1, "c")
                .completed(1)
                .unregistered("b"));
    }

    @Test
    void a_visit_that_was_about_to_begin_when_the_leave_was_accepted_takes_place() {
        clean(Scribe.abc()
                .begin(1, "net", "LIVE")
                .begin(2, "usb", "LIVE")
                .visited(1, "a")
                .visited(2, "a")
                .skipped(1, "b")
                .visited(2, "b")
                .unregistered("b")
                .visited(1, "c")
                .visited(2, "c"));
    }

    @Test
    void an_observer_never_holds_vetoes_or_stops() {
        clean(Scribe.abc()
                .registered("watch", 40, Trait.OBSERVER)
                .begin(1, "net", "COMING")
                .visited(1, "watch", Verdict.VETO)
                .visited(1, "a", "b", "c")
                .completed(1)
                .begin(2, "net", "GOING")
                .visited(2, "c", "b", "a")
                .visited(2, "watch", Verdict.STOP)
                .completed(2)
                .begin(3, "net", "COMING")
                .visited(3, "watch", "a")
                .visited(3, "b", Verdict.VETO)
                .undone(3, "a")
                .vetoed(3, "b"));
    }

    @Test
    void a_release_visits_what_any_earlier_phase_has_left_held() {
        clean(Scribe.abc()
                .begin(1, "net", "UNFORMED")
                .visited(1, "a")
                .visited(1, "b", Verdict.DONE)
                .visited(1, "c", Verdict.DONE)
                .completed(1)
                .begin(2, "net", "COMING")
                .visited(2, "a", "b")
                .visited(2, "c", Verdict.VETO)
                .undone(2, "b", "a")
                .vetoed(2, "c")
                .begin(3, "net", "GOING")
                .visited(3, "a")
                .completed(3));
    }

    @Test
    void with_current_membership_a_release_visits_whoever_is_there_if_the_key_is_up() {
        clean(Scribe.current()
                .registered("a", 30)
                .begin(1, "net", "GOING")
                .completed(1)
                .begin(2, "net", "COMING")
                .visited(2, "a")
                .completed(2)
                .registered("b", 20)
                .begin(3, "net", "GOING")
                .visited(3, "b", "a")
                .completed(3));
    }

    @Test
    void a_key_stays_up_when_nobody_holds_it() {
        clean(Scribe.abc()
                .registered("watch", 5, Trait.OBSERVER)
                .begin(1, "net", "COMING")
                .visited(1, "a", Verdict.DONE)
                .visited(1, "b", Verdict.DONE)
                .visited(1, "c", Verdict.DONE)
                .visited(1, "watch", Verdict.DONE)
                .completed(1)
                .begin(2, "net", "GOING")
                .visited(2, "watch")
                .completed(2));
    }

    @Test
    void replays_make_holds_and_a_teardown_ends_them() {
        clean(Scribe.abc()
                .begin(1, "net", "COMING")
                .visited(1, "a", "b", "c")
                .completed(1)
                .published(2, "net", "COMING", Cause.REPLAY)
                .started(2)
                .visited(2, "d")
                .completed(2)
                .registered("d", 5, Trait.REPLAY)
                .published(3, "net", "GOING", Cause.TEARDOWN)
                .started(3)
                .visited(3, "b")
                .completed(3)
                .unregistered("b")
                .begin(4, "net", "GOING")
                .visited(4, "d", "c", "a")
                .completed(4));
    }

    @Test
    void a_vetoed_replay_is_undone_in_walks_that_have_ended() {
        clean(Scribe.abc()
                .begin(1, "net", "COMING")
                .visited(1, "a", "b", "c")
                .completed(1)
                .begin(2, "usb", "COMING")
                .visited(2, "a", "b", "c")
                .completed(2)
                .published(3, "net", "COMING", Cause.REPLAY)
                .started(3)
                .visited(3, "d")
                .completed(3)
                .published(4, "usb", "COMING", Cause.REPLAY)
                .started(4)
                .visited(4, "d", Verdict.VETO)
                .vetoed(4, "d")
                .undone(3, "d")
                .write(new Entry.SubscriberRefused("d", "vetoed"))
                .begin(5, "net", "GOING")
                .visited(5, "c", "b", "a")
                .completed(5));
    }

    @Test
    void a_replay_takes_its_turn_before_walks_that_were_accepted_earlier() {
        clean(Scribe.abc()
                .begin(1, "net", "COMING")
                .published(2, "net", "LIVE")
                .visited(1, "a", "b", "c")
                .completed(1)
                .published(3, "net", "COMING", Cause.REPLAY)
                .started(3)
                .visited(3, "d")
                .completed(3)
                .registered("d", 5, Trait.REPLAY)
                .started(2)
                .visited(2, "a", "b", "c", "d")
                .completed(2));
    }

    @Test
    void late_answers_and_refusals_are_no_visits() {
        Scribe history = Scribe.abc().begin(1, "net", "COMING").visited(1, "a");
        long from = history.tick();
        history.visited(1, "b", Verdict.VETO, Source.DEADLINE, from, history.tick())
                .undone(1, "a")
                .vetoed(1, "b")
                .write(new Entry.Late(
                        1,
                        "b",
                        "COMING",
                        Verdict.OK,
                        from,
                        history.tick(),
                        new Entry.Amends.Undid("GOING", Verdict.OK)))
                .write(new Entry.PublishRefused("net", "overloaded"))
                .published(2, "net", "LIVE")
                .write(new Entry.TurnRefused(2, "net", "why not"))
                .begin(3, "net", "GOING")
                .completed(3);
        CheckReport.Figures figures = clean(history).figures();
        assertThat(figures.late()).isEqualTo(1);
        assertThat(figures.refused()).isEqualTo(2);
        assertThat(figures.visits()).isEqualTo(2);
        assertThat(figures.undone()).isEqualTo(1);
        assertThat(figures.open()).isZero();
    }

    @Test
    void a_route_may_be_older_than_a_leave_and_passes_who_has_left() {
        Scribe history = Scribe.abc().unregistered("b").published(1, "net", "LIVE");
        history.write(new Entry.Started(1, 3));
        clean(history.visited(1, "a").skipped(1, "b").visited(1, "c").completed(1));
    }

    @Test
    void what_a_walk_has_not_done_when_the_history_is_over_it_may_still_do() {
        clean(Scribe.abc().begin(1, "net", "LIVE").visited(1, "a", "c"));
        clean(Scribe.abc()
                .begin(1, "net", "COMING")
                .visited(1, "a", "b")
                .visited(1, "c", Verdict.VETO)
                .undone(1, "b"));
        clean(Scribe.abc()
                .begin(1, "net", "COMING")
                .visited(1, "a", "b", "c")
                .completed(1)
                .begin(2, "net", "GOING")
                .visited(2, "c"));
    }
}
