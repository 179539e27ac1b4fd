package io.chainbus.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chainbus.dispatch.Holding;
import io.chainbus.explain.Absence;
import io.chainbus.explain.Attendance;
import io.chainbus.explain.Departed;
import io.chainbus.explain.DryRun;
import io.chainbus.explain.Explanation;
import io.chainbus.explain.Place;
import io.chainbus.history.Entry;
import io.chainbus.history.HistoryFormatException;
import io.chainbus.history.Recorded;
import io.chainbus.history.Recorded.Cause;
import io.chainbus.history.Recorded.Outcome;
import io.chainbus.history.Recorded.Verdict;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a history has to say of a key's holders. */
class RecallTest {

    private final Lines lines = new Lines(Recorded.Holding.ACCEPTED);

    @Test
    void holders_are_those_that_accepted_a_walk_that_was_not_vetoed() {
        lines.registered("a", 3);
        lines.registered("b", 2);
        lines.registered("watch", 1, Recorded.Trait.OBSERVER);
        walk(1, "COMING", Outcome.VETOED, "a");
        assertThat(holders()).isEmpty();

        walk(2, "UNFORMED", Outcome.COMPLETED, "a", "watch");
        walk(3, "COMING", Outcome.STOPPED, "b");
        assertThat(holders()).isEqualTo("watch b a");
        assertThat(recall().ledger().acquisitions("ext4"))
                .extracting(acquisition -> acquisition.phase().name())
                .containsExactly("UNFORMED", "COMING");

        walk(4, "LIVE", Outcome.COMPLETED, "a");
        assertThat(holders()).isEqualTo("watch b a");
        walk(5, "GOING", Outcome.COMPLETED, "a");
        assertThat(holders()).isEmpty();
    }

    @Test
    void who_left_holding_the_key_and_who_came_later_are_told_apart() {
        lines.registered("a", 3);
        lines.registered("b", 2);
        walk(1, "COMING", Outcome.COMPLETED, "a", "b");
        lines.left("b");
        lines.registered("b", 2);

        Explanation going = explain();

        assertThat(going.departed()).containsExactly(new Departed("b", List.of("COMING")));
        assertThat(going.absent()).containsExactly(new Absence("b", 2, new Absence.Why.JoinedLater(List.of("COMING"))));
    }

    @Test
    void who_joins_holds_what_it_accepted_of_its_replays() {
        lines.registered("a", 3);
        walk(1, "COMING", Outcome.COMPLETED, "a");
        replay(2, "late", Verdict.OK);
        assertThat(holders()).isEqualTo("a");

        lines.registered("late", 5, Recorded.Trait.REPLAY);

        assertThat(holders()).isEqualTo("a late");
    }

    @Test
    void what_is_undone_or_refused_or_released_meanwhile_is_held_by_nobody() {
        lines.registered("a", 3);
        walk(1, "COMING", Outcome.COMPLETED, "a");
        replay(2, "undone", Verdict.OK);
        lines.undone(2, "GOING", "undone");
        lines.registered("undone", 5);
        replay(3, "refused", Verdict.OK);
        lines.add(new Entry.SubscriberRefused("refused", "vetoed"));
        lines.registered("refused", 5);
        replay(4, "declined", Verdict.DONE);
        lines.registered("declined", 5);
        assertThat(holders()).isEqualTo("a");

        replay(5, "late", Verdict.OK);
        walk(6, "GOING", Outcome.COMPLETED, "a");
        walk(7, "COMING", Outcome.COMPLETED, "a");
        lines.registered("late", 5);
        assertThat(holders()).isEqualTo("a");
    }

    @Test
    void a_teardown_ends_the_holds_of_the_one_who_leaves() {
        lines.registered("a", 3);
        lines.registered("b", 2);
        walk(1, "COMING", Outcome.COMPLETED, "a", "b");
        lines.published(2, "ext4", "GOING", Cause.TEARDOWN);
        lines.started(2);
        lines.visited(2, "GOING", "b", Verdict.OK);
        lines.ended(2, Outcome.COMPLETED);

        assertThat(holders()).isEqualTo("a");
    }

    @Test
    void a_durable_subscriber_that_is_back_has_never_been_away() {
        lines.registered("a", 3, Recorded.Trait.DURABLE);
        walk(1, "COMING", Outcome.COMPLETED, "a");
        lines.registered("a", 3, Recorded.Trait.DURABLE);

        assertThat(holders()).isEqualTo("a");
    }

    @Test
    void who_is_away_holds_what_it_held_and_is_said_to_be_away() {
        lines.registered("a", 3, Recorded.Trait.DURABLE);
        walk(1, "COMING", Outcome.COMPLETED, "a");
        lines.add(new Entry.Away("a", Recorded.Absence.DIED));
        assertThat(explain().visited())
                .extracting(Place::attendance)
                .containsExactly(new Attendance.Away(new Attendance.Holds(List.of("COMING"))));

        lines.add(new Entry.Resumed("a", 1, false));
        assertThat(explain().visited())
                .extracting(Place::attendance)
                .containsExactly(new Attendance.Holds(List.of("COMING")));
    }

    @Test
    void who_comes_back_holds_what_it_is_told_and_accepts_also_if_it_is_not_let_in() {
        lines.registered("a", 3, Recorded.Trait.DURABLE);
        lines.add(new Entry.Away("a", Recorded.Absence.DIED));
        walk(1, "COMING", Outcome.COMPLETED);
        replay(2, "a", Verdict.OK);
        lines.add(new Entry.SubscriberRefused("a", "gone"));
        assertThat(holders()).isEqualTo("a");

        lines.add(new Entry.Away("a", Recorded.Absence.LEFT));
        walk(3, "GOING", Outcome.COMPLETED, "a");
        walk(4, "COMING", Outcome.COMPLETED);
        replay(5, "a", Verdict.OK);
        lines.undone(5, "GOING", "a");
        lines.add(new Entry.Resumed("a", 1, true));
        assertThat(holders()).isEmpty();
    }

    @Test
    void who_is_not_durable_cannot_be_away() {
        lines.registered("a", 3);
        int line = lines.add(new Entry.Away("a", Recorded.Absence.DIED));
        assertThatThrownBy(this::recall)
                .isInstanceOf(HistoryFormatException.class)
                .hasMessageContaining("expected somebody who is registered and durable, found 'a'")
                .hasMessageContaining(String.valueOf(line));
    }

    @Test
    void what_is_open_is_noted_and_what_was_refused_is_not() {
        lines.registered("a", 3);
        lines.published(1, "ext4", "COMING", Cause.PUBLISH);
        lines.published(2, "ext4", "LIVE", Cause.PUBLISH);
        lines.published(3, "other", "LIVE", Cause.PUBLISH);
        lines.published(4, "ext4", "COMING", Cause.PUBLISH);
        lines.started(1);
        lines.add(new Entry.TurnRefused(4, "ext4", "up"));

        assertThat(recall().notes())
                .containsExactly(
                        "walk 1, COMING of ext4, is under way: what it will change is left out",
                        "walk 2, LIVE of ext4, waits for its turn: what it will change is left out");
    }

    @Test
    void a_chain_keeps_its_settings() {
        Lines current = new Lines(Recorded.Holding.CURRENT);
        Scene scene = Recall.at(new Recall.Moment.End(), current.source(), Path.of("run.jsonl"), "ext4", null);

        assertThat(scene.holding()).isEqualTo(Holding.CURRENT);
        assertThat(scene.phases().byName()).containsOnlyKeys("UNFORMED", "COMING", "LIVE", "GOING");
    }

    @Test
    void what_cannot_be_is_refused_with_its_line() {
        lines.left("nobody");

        assertThatThrownBy(this::recall)
                .isInstanceOf(HistoryFormatException.class)
                .hasMessage("run.jsonl:2: expected somebody who is registered, found 'nobody'");
    }

    /** A walk that these accept and whom nobody else has anything to say to. */
    private void walk(long walk, String phase, Outcome outcome, String... accepting) {
        lines.published(walk, "ext4", phase, Cause.PUBLISH);
        lines.started(walk);
        for (String id : accepting) {
            lines.visited(walk, phase, id, Verdict.OK);
        }
        lines.ended(walk, outcome);
    }

    private void replay(long walk, String id, Verdict verdict) {
        lines.published(walk, "ext4", "COMING", Cause.REPLAY);
        lines.started(walk);
        lines.visited(walk, "COMING", id, verdict);
        lines.ended(walk, Outcome.COMPLETED);
    }

    private Scene recall() {
        return Recall.at(new Recall.Moment.End(), lines.source(), Path.of("run.jsonl"), "ext4", null);
    }

    private Explanation explain() {
        Scene scene = recall();
        return DryRun.of(
                        scene.membership(),
                        scene.ledger(),
                        scene.holding(),
                        "ext4",
                        scene.phase("GOING").orElseThrow())
                .explain();
    }

    /** In the order of their release. */
    private String holders() {
        return String.join(
                " ", explain().visited().stream().map(Place::subscriber).toList());
    }
}
