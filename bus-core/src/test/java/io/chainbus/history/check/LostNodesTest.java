package io.chainbus.history.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.chainbus.history.Entry;
import io.chainbus.history.Recorded.Absence;
import io.chainbus.history.Recorded.Source;
import io.chainbus.history.Recorded.Trait;
import io.chainbus.history.Recorded.Verdict;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What a node had done that nobody has heard of: the chain is a, far1, far2 and b, of which a and b are on the
 * coordinator's node, and the others on one that is lost; lines 2 to 5.
 */
class LostNodesTest {

    private static Scribe chain(Trait... traits) {
        return Scribe.accepted()
                .registered("a", 40)
                .registered("far1", 30, traits)
                .registered("far2", 20, traits)
                .registered("b", 10);
    }

    private static void found(Scribe history, String... violations) {
        assertThat(history.check().shown().stream().map(Violation::toString)).containsExactly(violations);
    }

    @Test
    void a_verdict_stands_for_the_visit_of_somebody_who_has_died() {
        found(chain().begin(1, "net", "COMING")
                .visited(1, "a", "far1")
                .stoodInFor(1, "far1", Verdict.VETO, 1)
                .undone(1, "a")
                .vetoed(1, "far1")
                .unregistered("far1", Absence.DIED)
                .unregistered("far2", Absence.DIED));
    }

    @Test
    void what_its_node_went_on_to_do_is_as_unheard_of() {
        found(chain().begin(1, "net", "LIVE")
                .visited(1, "a", "far1", "far2")
                .unregistered("far1", Absence.DIED)
                .stoodInFor(1, "far1", Verdict.FAILED, 2)
                .stoodInFor(1, "far2", Verdict.FAILED, 0)
                .visited(1, "b")
                .completed(1)
                .unregistered("far2", Absence.DIED));
    }

    @Test
    void who_is_durable_goes_away_by_it() {
        found(chain(Trait.DURABLE)
                .begin(1, "net", "LIVE")
                .visited(1, "a", "far1")
                .stoodInFor(1, "far1", Verdict.FAILED, 1)
                .stoodInFor(1, "far2", Verdict.FAILED, 0)
                .visited(1, "b")
                .completed(1)
                .away("far1")
                .away("far2"));
    }

    @Test
    void who_has_not_died_is_visited_twice() {
        found(
                chain().begin(1, "net", "LIVE")
                        .visited(1, "a", "far1")
                        .stoodInFor(1, "far1", Verdict.FAILED, 1)
                        .visited(1, "far2", "b")
                        .completed(1),
                "P8: modules: a walk visits far1, and goes on without that as of a node that is gone, and it has"
                        + " not died (lines 9, 10)");
    }

    @Test
    void who_leaves_later_is_visited_twice_all_the_same() {
        found(
                chain().begin(1, "net", "LIVE")
                        .visited(1, "a", "far1")
                        .stoodInFor(1, "far1", Verdict.FAILED, 1)
                        .visited(1, "far2", "b")
                        .completed(1)
                        .unregistered("far1"),
                "P8: modules: a walk visits far1, and goes on without that as of a node that is gone, and it has"
                        + " not died (lines 9, 10)");
    }

    @Test
    void who_was_gone_is_not_visited_by_a_walk_that_started_since() {
        found(
                chain().begin(1, "net", "LIVE")
                        .visited(1, "a", "far1")
                        .stoodInFor(1, "far1", Verdict.FAILED, 1)
                        .visited(1, "far2", "b")
                        .completed(1)
                        .begin(2, "net", "LIVE")
                        .visited(2, "a", "far1", "far2", "b")
                        .completed(2)
                        .unregistered("far1", Absence.DIED),
                "P8: modules: walk 2 (LIVE of net) visits far1, without which a walk has gone on as of a node that is gone"
                        + " (lines 9, 10, 17)");
    }

    @Test
    void a_walk_may_pass_by_who_had_been_visited_unheard_of() {
        found(chain().begin(1, "net", "COMING")
                .visited(1, "a", "far1", "far2")
                .unregistered("far1", Absence.DIED)
                .unregistered("far2", Absence.DIED)
                .passed(1, "far1", 2)
                .passed(1, "far2", 0)
                .visited(1, "b")
                .completed(1)
                .begin(2, "net", "GOING")
                .visited(2, "b", "a")
                .completed(2));
    }

    @Test
    void who_is_passed_by_as_dead_and_has_not_died_is_visited_and_passed() {
        assertThat(chain().begin(1, "net", "LIVE")
                        .visited(1, "a", "far1")
                        .passed(1, "far1", 1)
                        .visited(1, "far2", "b")
                        .completed(1)
                        .check()
                        .violations())
                .containsKey(Promise.P8);
    }

    @Test
    void a_verdict_of_its_own_node_stands_for_nothing() {
        assertThat(chain().begin(1, "net", "LIVE")
                        .visited(1, "a", "far1")
                        .answered(1, "far1", Verdict.FAILED)
                        .visited(1, "far2", "b")
                        .completed(1)
                        .unregistered("far1", Absence.DIED)
                        .check()
                        .violations())
                .containsKey(Promise.P8);
    }

    @Test
    void a_coordinator_that_goes_on_may_say_again_what_the_one_before_had_begun() {
        found(chain().begin(1, "net", "LIVE")
                .visited(1, "a")
                .write(new Entry.Recovered(2, Set.of(1L), Set.of()))
                .begin(1, "net", "LIVE")
                .visited(1, "far1", "far2", "b")
                .completed(1));
    }

    @Test
    void what_it_does_not_know_of_had_not_started_and_its_number_may_come_again() {
        found(chain().published(1, "net", "LIVE")
                .write(new Entry.Recovered(2, Set.of(), Set.of()))
                .begin(2, "net", "LIVE")
                .visited(2, "a", "far1", "far2", "b")
                .completed(2));
    }

    @Test
    void the_numbers_of_those_that_had_not_started_may_come_again() {
        found(chain().begin(1, "net", "LIVE")
                .published(2, "nfs", "LIVE")
                .published(3, "ext4", "LIVE")
                .write(new Entry.Recovered(2, Set.of(1L), Set.of()))
                .begin(2, "ext4", "LIVE")
                .visited(1, "a", "far1", "far2", "b")
                .completed(1)
                .visited(2, "a", "far1", "far2", "b")
                .completed(2));
    }

    @Test
    void those_that_had_started_keep_theirs() {
        assertThat(chain().begin(1, "net", "LIVE")
                        .begin(2, "nfs", "LIVE")
                        .visited(1, "a", "far1", "far2", "b")
                        .visited(2, "a", "far1", "far2", "b")
                        .completed(1)
                        .completed(2)
                        .published(3, "net", "LIVE")
                        .write(new Entry.Recovered(2, Set.of(), Set.of()))
                        .begin(2, "ext4", "LIVE")
                        .check()
                        .violations())
                .containsKey(Promise.P5);
    }

    @Test
    void the_end_of_a_walk_that_had_ended_may_be_said_twice() {
        found(chain().begin(1, "net", "LIVE")
                .visited(1, "a", "far1", "far2", "b")
                .completed(1)
                .write(new Entry.Recovered(2, Set.of(), Set.of(1L)))
                .completed(1));
    }

    @Test
    void the_same_visit_is_not_made_again_for_another_coordinator() {
        assertThat(chain().begin(1, "net", "LIVE")
                        .visited(1, "a", "far1")
                        .write(new Entry.Recovered(2, Set.of(1L), Set.of()))
                        .begin(1, "net", "LIVE")
                        .visited(1, "far1", "far2", "b")
                        .completed(1)
                        .check()
                        .violations())
                .containsKey(Promise.P8);
    }

    @Test
    void a_walk_that_had_started_is_not_forgotten_by_the_next_coordinator() {
        assertThat(chain().begin(1, "net", "COMING")
                        .visited(1, "a", "far1")
                        .write(new Entry.Recovered(2, Set.of(), Set.of()))
                        .check()
                        .violationCount())
                .isPositive();
    }

    @Test
    void a_walk_that_was_vetoed_may_have_passed_by_who_had_been_visited_unheard_of() {
        found(chain().begin(1, "net", "COMING")
                .visited(1, "a", "far1", "far2")
                .write(new Entry.Recovered(2, Set.of(1L), Set.of()))
                .begin(1, "net", "COMING")
                .unregistered("far1", Absence.DIED)
                .unregistered("far2", Absence.DIED)
                .passed(1, "far1", 2)
                .passed(1, "far2", 0)
                .visited(1, "b", Verdict.VETO)
                .undone(1, "a")
                .vetoed(1, "b"));
    }

    /** Two on a node that is lost had undone what b vetoed, and their coordinator is another one by then. */
    private static Scribe undoneUnheard() {
        return chain().begin(1, "net", "COMING")
                .visited(1, "a", "far1", "far2")
                .visited(1, "b", Verdict.VETO)
                .undone(1, "far2", "far1")
                .write(new Entry.Recovered(2, Set.of(1L), Set.of()))
                .begin(1, "net", "COMING");
    }

    @Test
    void a_walk_may_pass_by_who_had_undone_it_unheard_of() {
        found(undoneUnheard()
                .unregistered("far1", Absence.DIED)
                .unregistered("far2", Absence.DIED)
                .passed(1, "far1", 0)
                .passed(1, "far2", 0)
                .undone(1, "a")
                .vetoed(1, "b"));
    }

    @Test
    void who_had_undone_it_and_is_passed_by_as_dead_has_died() {
        assertThat(undoneUnheard()
                        .unregistered("far1", Absence.DIED)
                        .passed(1, "far1", 0)
                        .passed(1, "far2", 0)
                        .undone(1, "a")
                        .vetoed(1, "b")
                        .check()
                        .violationCount())
                .isPositive();
    }

    /** The one on a node that is lost comes first, and two of other nodes behind it. */
    private static Scribe lostFirst() {
        return Scribe.accepted()
                .registered("far1", 40, Trait.DURABLE)
                .registered("b", 30, Trait.DURABLE)
                .registered("c", 20, Trait.DURABLE)
                .begin(1, "net", "COMING")
                .visited(1, "far1", "b")
                .write(new Entry.Recovered(2, Set.of(1L), Set.of()))
                .begin(1, "net", "COMING");
    }

    @Test
    void those_beyond_whom_the_next_coordinator_knows_to_be_there_are_undone() {
        found(lostFirst()
                .stoodInFor(1, "far1", Verdict.VETO, 1)
                .undone(1, "b")
                .vetoed(1, "far1")
                .away("far1"));
    }

    @Test
    void what_others_that_are_lost_had_done_beyond_is_as_unheard_of() {
        found(lostFirst()
                .stoodInFor(1, "far1", Verdict.VETO, 1)
                .vetoed(1, "far1")
                .away("far1")
                .away("b"));
    }

    @Test
    void who_is_there_beyond_is_not_left_without_its_undo() {
        found(
                lostFirst()
                        .stoodInFor(1, "far1", Verdict.VETO, 1)
                        .vetoed(1, "far1")
                        .away("far1"),
                "P8: modules: a walk visits b, and goes on without that as of a node that is gone, and it has not died"
                        + " (lines 8, 12)");
    }

    @Test
    void who_had_let_a_walk_pass_that_was_vetoed_beyond_is_undone_by_its_policy() {
        found(lostFirst()
                .stoodInFor(1, "far1", Verdict.OK, 1)
                .visited(1, "c", Verdict.VETO)
                .undone(1, "b")
                .undone(1, "far1", Verdict.OK, Source.DEATH, 0, 0)
                .vetoed(1, "c")
                .away("far1"));
    }
}
