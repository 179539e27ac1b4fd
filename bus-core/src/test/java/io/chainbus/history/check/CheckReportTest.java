package io.chainbus.history.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chainbus.history.Entry;
import io.chainbus.history.HistoryFormatException;
import io.chainbus.history.Line;
import io.chainbus.history.Recorded;
import io.chainbus.history.Recorded.Cause;
import io.chainbus.history.Recorded.Verdict;
import io.chainbus.history.Stamp;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a report says beside the violations, and what no report can be made of. */
class CheckReportTest {

    private static CheckReport clean(Scribe history) {
        CheckReport report = history.check();
        assertThat(report.shown()).isEmpty();
        return report;
    }

    @Test
    void a_walk_that_had_not_ended_is_a_note() {
        CheckReport report =
                clean(Scribe.abc().begin(1, "net", "LIVE").visited(1, "a").published(2, "usb", "LIVE"));
        assertThat(report.figures().open()).isEqualTo(2);
        assertThat(report.notes())
                .containsExactly("modules: walks not ended when the history was: 2, the first is walk 1 (LIVE of net),"
                        + " line 5");
    }

    @Test
    void in_a_history_that_was_cut_off_a_leave_may_be_missing() {
        CheckReport report =
                clean(Scribe.abc().begin(1, "net", "LIVE").visited(1, "a").skipped(1, "b"));
        assertThat(report.notes()).contains("modules: b was leaving when the history ended, line 8");
    }

    @Test
    void a_clock_that_goes_back_is_a_note() {
        List<Line> lines = Scribe.abc()
                .begin(1, "net", "LIVE")
                .visited(1, "a", "b", "c")
                .completed(1)
                .lines();
        lines.add(lines.remove(2));
        assertThat(Scribe.check(lines).notes())
                .contains("the clock of node n1 goes back between history:9 and history:10: lines are not where they"
                        + " were written");
    }

    @Test
    void each_chain_is_checked_for_itself() {
        List<Line> both = new ArrayList<>();
        for (Line line : Scribe.abc()
                .begin(1, "net", "LIVE")
                .visited(1, "a", "b", "c")
                .completed(1)
                .lines()) {
            both.add(line);
            Stamp stamp = line.stamp();
            both.add(new Line(new Stamp(stamp.at(), stamp.node(), stamp.clock(), "other"), line.entry()));
        }
        CheckReport report = Scribe.check(both);
        assertThat(report.shown()).isEmpty();
        assertThat(report.figures().chains()).isEqualTo(2);
        assertThat(report.figures().walks()).isEqualTo(2);
    }

    @Test
    void violations_beyond_the_first_thousand_are_counted() {
        Scribe history = Scribe.abc();
        for (long walk = 1; walk <= 1500; walk++) {
            history.begin(walk, "net", "LIVE").visited(walk, "a", "c").completed(walk);
        }
        CheckReport report = history.check();
        assertThat(report.shown()).hasSize(HistoryChecker.SHOWN);
        assertThat(report.violationCount()).isEqualTo(1500);
        assertThat(report.violations()).containsOnlyKeys(Promise.P8);
    }

    @Test
    void a_line_before_its_chain_is_no_history() {
        List<Line> lines = Scribe.abc().lines();
        lines.remove(0);
        assertThatThrownBy(() -> Scribe.check(lines))
                .isInstanceOf(HistoryFormatException.class)
                .hasMessage("history:1: expected the line of type 'chain' of chain 'modules' before its others, found"
                        + " 'registered'");
    }

    @Test
    void a_phase_that_the_chain_does_not_know_is_no_history() {
        Scribe history = Scribe.abc()
                .write(new Entry.Published(1, "net", "SLEEPING", Recorded.Direction.ASCENDING, Cause.PUBLISH));
        assertThatThrownBy(history::check)
                .isInstanceOf(HistoryFormatException.class)
                .hasMessageStartingWith("history:5: expected one of the chain's phases [UNFORMED, COMING");
    }

    @Test
    void how_often_a_clock_goes_back_is_counted_and_standing_still_in_time_is_no_going_back() {
        Entry entry = new Entry.PublishRefused("net", "too many");
        List<Line> lines = new ArrayList<>(Scribe.abc().lines());
        for (long clock : new long[] {10, 10, 9, 11, 12}) {
            lines.add(new Line(new Stamp(50, "n1", clock, "modules"), entry));
        }
        assertThat(Scribe.check(lines).notes())
                .containsExactly("the clock of node n1 goes back between history:5 and history:6: lines are not where"
                        + " they were written, and so elsewhere: 1");
    }

    @Test
    void notes_beyond_the_first_thousand_are_counted() {
        Scribe history = Scribe.accepted();
        for (int id = 0; id < 1002; id++) {
            history.registered("s" + id, 0);
        }
        history.begin(1, "net", "LIVE");
        for (int id = 0; id < 1002; id++) {
            history.skipped(1, "s" + id);
        }
        assertThat(clean(history).notes())
                .hasSize(HistoryChecker.SHOWN + 1)
                .last()
                .isEqualTo("and 3 more notes");
    }

    @Test
    void settings_may_be_repeated_by_another_node_and_not_changed() {
        Scribe same = Scribe.abc().write("n2", new Entry.ChainDeclared(Recorded.Holding.ACCEPTED, Scribe.PHASES));
        assertThat(clean(same.begin(1, "net", "COMING")
                                .visited(1, "a", "b", "c")
                                .completed(1))
                        .figures()
                        .chains())
                .isEqualTo(1);
        Scribe other = Scribe.abc().write("n2", new Entry.ChainDeclared(Recorded.Holding.CURRENT, Scribe.PHASES));
        assertThatThrownBy(other::check)
                .isInstanceOf(HistoryFormatException.class)
                .hasMessage("history:5: expected the same settings of chain 'modules' as in its first line, found"
                        + " others");
    }

    @Test
    void a_chain_that_is_opened_anew_begins_from_nothing() {
        Scribe history =
                Scribe.abc().begin(1, "net", "COMING").visited(1, "a", "b", "c").completed(1);
        history.begin(2, "net", "LIVE").visited(2, "a").skipped(2, "b");
        history.anew(Recorded.Holding.CURRENT).registered("a", 1);
        CheckReport report =
                clean(history.begin(1, "net", "COMING").visited(1, "a").completed(1));
        assertThat(report.figures().chains()).isEqualTo(1);
        // What had ended before is judged all the same, and what had not is said.
        assertThat(report.notes())
                .containsExactly(
                        "modules: walks not ended when the history was: 1, the first is walk 2 (LIVE of net), line 11",
                        "modules: b was leaving when the history ended, line 14");
        assertThat(history.begin(2, "net", "GOING").completed(2).check().shown().stream()
                        .map(Violation::toString))
                .containsExactly(
                        "P3: modules: walk 2 (GOING of net) leaves out a, which holds the key (lines 19," + " 22, 23)");
    }

    @Test
    void a_violation_is_one_line_whatever_ids_and_keys_contain() {
        Scribe history = Scribe.accepted()
                .registered("a\nb", 1)
                .begin(1, "k\r\nk", "LIVE")
                .completed(1);
        assertThat(history.check().shown().get(0))
                .hasToString(
                        "P8: modules: walk 1 (LIVE of k  k) leaves out a b, which is on its route (lines 2, 4, 5)");
    }

    @Test
    void figures_count_what_there_was() {
        Scribe history = Scribe.abc()
                .begin(1, "net", "COMING")
                .visited(1, "a", "b")
                .visited(1, "c", Verdict.VETO)
                .undone(1, "b", "a")
                .vetoed(1, "c")
                .begin(2, "net", "LIVE")
                .visited(2, "a")
                .skipped(2, "b")
                .visited(2, "c")
                .completed(2)
                .unregistered("b")
                .write(new Entry.SubscriberRefused("x", "no"))
                .write(new Entry.PublishRefused("net", "no"))
                .write(new Entry.Late(1, "a", "COMING", Verdict.OK, 1, 2, new Entry.Amends.None()))
                .begin(3, "net", "LIVE");
        assertThat(clean(history).figures()).isEqualTo(new CheckReport.Figures(24, 1, 3, 1, 3, 5, 2, 1, 1, 2, 1, 1));
    }
}
