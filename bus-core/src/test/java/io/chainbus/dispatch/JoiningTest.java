package io.chainbus.dispatch;

import static io.chainbus.event.ModulePhase.COMING;
import static io.chainbus.event.ModulePhase.GOING;
import static io.chainbus.event.ModulePhase.LIVE;
import static io.chainbus.event.ModulePhase.UNFORMED;
import static org.assertj.core.api.Assertions.assertThat;

import io.chainbus.chain.Admission;
import io.chainbus.chain.Candidate;
import io.chainbus.chain.Member;
import io.chainbus.chain.Position;
import io.chainbus.chain.RegistrationRefusal;
import io.chainbus.event.ModulePhase;
import io.chainbus.verdict.Source;
import io.chainbus.verdict.Verdict;
import io.chainbus.walk.Cause;
import io.chainbus.walk.Skip;
import io.chainbus.walk.Walk;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Joining with replay, decision by decision (P6). */
class JoiningTest {

    private final Depot depot = new Depot(Holding.ACCEPTED);
    private final Dispatcher<String, String> dispatcher = depot.dispatcher;
    private final List<JoinReply<String>> replies = new ArrayList<>();

    @Test
    void nothing_is_up_so_it_joins_at_once() {
        join("late");
        assertThat(depot.departSolos()).isEmpty();
        assertThat(joined().id()).isEqualTo("late");
        assertThat(dispatcher.busy()).isFalse();
    }

    @Test
    void who_asks_as_it_hears_that_another_does_not_join_is_told_without_anything_else_having_to_happen() {
        up("a", COMING);
        Admission<String> first = dispatcher.join(candidate("late"), reply -> {
            replies.add(reply);
            dispatcher.join(candidate("late"), replies::add);
        });
        Walk<String> replay = solo();
        dispatcher.abandon(((Admission.Admitted<String>) first).member());
        answer(replay, Verdict.done());
        Walk<String> again = solo();
        assertThat(again.key()).isEqualTo("a");
        answer(again, Verdict.ok());
        assertThat(depot.departSolos()).isEmpty();
        assertThat(replies).hasSize(2).last().isInstanceOf(JoinReply.Joined.class);
    }

    @Test
    void its_place_is_taken_from_the_first_moment_and_free_again_when_it_is_refused() {
        up("a", COMING);
        join("late");
        assertThat(dispatcher.membership().find("late")).isEmpty();
        assertThat(dispatcher.join(candidate("late"), replies::add)).isInstanceOf(Admission.Refused.class);
        answer(solo(), Verdict.veto("no"));
        assertThat(depot.departSolos()).isEmpty();
        assertThat(replies)
                .singleElement()
                .isInstanceOfSatisfying(
                        JoinReply.NotJoined.class,
                        not -> assertThat(not.refusal())
                                .isEqualTo(new RegistrationRefusal.ReplayVetoed("late", "a", "COMING", "no")));
        assertThat(dispatcher.membership().admit(candidate("late"))).isInstanceOf(Admission.Admitted.class);
    }

    @Test
    void it_is_told_one_thing_at_a_time_the_oldest_first_and_holds_what_it_accepted() {
        up("a", UNFORMED);
        up("b", COMING);
        up("a", COMING);
        join("late");
        List<String> told = new ArrayList<>();
        for (int count = 0; count < 3; count++) {
            Walk<String> replay = solo();
            assertThat(replay.publication().cause()).isEqualTo(Cause.REPLAY);
            told.add(replay.phase().name() + " " + replay.key());
            answer(replay, count == 1 ? Verdict.done() : Verdict.ok());
        }
        assertThat(told).containsExactly("UNFORMED a", "COMING b", "COMING a");
        depot.departSolos();
        assertThat(joined().id()).isEqualTo("late");
        assertThat(Depot.targets(depot.depart("a", GOING))).containsExactly("late");
        assertThat(Depot.targets(depot.depart("b", GOING))).isEmpty();
    }

    @Test
    void the_oldest_is_what_came_up_first() {
        depot.lineup.join("early");
        Walk<String> waits = depot.depart("a", COMING);
        up("b", COMING);
        depot.finish(waits, Verdict.ok());
        join("late");
        Walk<String> first = solo();
        assertThat(first.key()).isEqualTo("b");
        answer(first, Verdict.ok());
        assertThat(solo().key()).isEqualTo("a");
    }

    @Test
    void a_key_under_way_is_told_after_that_walk_and_before_its_next() {
        depot.lineup.join("early");
        Walk<String> coming = depot.depart("a", COMING);
        depot.accept("a", LIVE);
        join("late");
        assertThat(depot.departSolos()).isEmpty();
        assertThat(replies).isEmpty();
        depot.finish(coming, Verdict.ok());
        Walk<String> replay = solo();
        assertThat(replay.key()).isEqualTo("a");
        assertThat(dispatcher.anyReady()).isFalse();
        answer(replay, Verdict.ok());
        depot.departSolos();
        assertThat(Depot.targets(depot.depart().started().get(0))).containsExactlyInAnyOrder("early", "late");
    }

    @Test
    void what_has_come_up_since_is_told_before_its_keys_next_though_it_was_accepted_before_others_that_were_up() {
        depot.lineup.join("early");
        Walk<String> coming = depot.depart("a", COMING);
        depot.finish(depot.depart("b", COMING), Verdict.ok());
        join("late");
        Walk<String> first = solo();
        assertThat(first.key()).isEqualTo("b");
        depot.accept("a", GOING);
        depot.finish(coming, Verdict.ok());
        assertThat(depot.depart().started()).isEmpty();
        answer(first, Verdict.ok());
        Walk<String> second = solo();
        assertThat(second.key()).isEqualTo("a");
        answer(second, Verdict.ok());
        depot.departSolos();
        joined();
        assertThat(Depot.targets(depot.depart().started().get(0))).containsExactlyInAnyOrder("early", "late");
    }

    @Test
    void told_all_it_holds_back_acquires_until_it_is_in_and_nothing_else() {
        depot.lineup.join("early");
        Walk<String> coming = depot.depart("a", COMING);
        join("late");
        depot.departSolos();
        depot.accept("b", COMING);
        assertThat(dispatcher.anyReady()).isFalse();
        depot.accept("c", LIVE);
        assertThat(depot.depart().started()).extracting(Walk::key).containsExactly("c");
        depot.finish(coming, Verdict.ok());
        answer(solo(), Verdict.ok());
        depot.departSolos();
        joined();
        assertThat(Depot.targets(depot.depart().started().get(0))).containsExactlyInAnyOrder("early", "late");
    }

    @Test
    void a_replay_goes_before_an_acquire_of_its_key_that_is_held_back() {
        depot.lineup.join("early");
        up("a", UNFORMED);
        Walk<String> under = depot.depart("b", COMING);
        join("late");
        Walk<String> first = solo();
        depot.accept("a", COMING);
        answer(first, Verdict.ok());
        assertThat(depot.departSolos()).isEmpty();
        depot.finish(under, Verdict.ok());
        answer(solo(), Verdict.ok());
        depot.departSolos();
        joined();
        assertThat(depot.depart().started()).extracting(Walk::key).containsExactly("a");
    }

    @Test
    void the_release_of_what_it_holds_waits_and_visits_it_in_its_place() {
        up("a", COMING);
        up("b", COMING);
        join("late");
        answer(solo(), Verdict.ok());
        Walk<String> second = solo();
        depot.accept("a", GOING);
        assertThat(depot.depart().started()).isEmpty();
        answer(second, Verdict.ok());
        depot.departSolos();
        assertThat(Depot.targets(depot.depart().started().get(0))).containsExactly("late");
    }

    @Test
    void what_goes_down_before_it_was_told_is_not_told() {
        up("a", COMING);
        up("b", COMING);
        join("late");
        Walk<String> first = solo();
        depot.accept("b", GOING);
        depot.depart();
        answer(first, Verdict.ok());
        assertThat(depot.departSolos()).isEmpty();
        joined();
    }

    @Test
    void a_veto_undoes_what_it_had_accepted_the_latest_first_and_by_a_release_where_there_is_no_undo() {
        up("a", UNFORMED);
        up("b", COMING);
        up("c", COMING);
        join("late");
        answer(solo(), Verdict.ok());
        answer(solo(), Verdict.ok());
        answer(solo(), Verdict.veto("no"));
        for (String key : List.of("b", "a")) {
            Walk<String> undo = solo();
            assertThat(undo.key()).isEqualTo(key);
            assertThat(undo.undoing()).isTrue();
            assertThat(undo.visit().phase()).isEqualTo(GOING);
            assertThat(undo.visit().cause()).isEqualTo(Cause.UNDO);
            answer(undo, Verdict.ok());
            assertThat(undo.revoked()).isTrue();
            assertThat(replies).isEmpty();
        }
        depot.departSolos();
        assertThat(replies).singleElement().isInstanceOf(JoinReply.NotJoined.class);
        assertThat(dispatcher.busy()).isFalse();
    }

    @Test
    void who_is_gone_meanwhile_is_told_no_more_and_does_not_join() {
        up("a", COMING);
        up("b", COMING);
        Member<String> reservation = join("late");
        Walk<String> first = solo();
        dispatcher.abandon(reservation);
        answer(first, Verdict.ok());
        assertThat(depot.departSolos()).isEmpty();
        assertThat(replies)
                .singleElement()
                .isInstanceOfSatisfying(
                        JoinReply.NotJoined.class,
                        not -> assertThat(not.refusal()).isEqualTo(new RegistrationRefusal.GoneMeanwhile("late")));
    }

    @Test
    void who_is_told_as_another_enters_departs_before_the_membership_changes() {
        depot.lineup.join("early");
        up("a", COMING);
        Walk<String> live = depot.depart("a", LIVE);
        join("last");
        assertThat(depot.departSolos()).isEmpty();
        join("first");
        assertThat(depot.departSolos()).isEmpty();
        depot.finish(live, Verdict.ok());
        answer(solo(), Verdict.ok());
        List<Long> behind = new ArrayList<>();
        dispatcher.departSolos(solo ->
                behind.add(dispatcher.membership().version() - solo.route().version()));
        assertThat(behind).containsExactly(0L);
        assertThat(joined().id()).isEqualTo("first");
    }

    @Test
    void who_is_passed_by_since_it_is_gone_does_not_join_though_nobody_has_said_so_yet() {
        up("a", COMING);
        up("b", COMING);
        join("late");
        answer(solo(), Verdict.ok());
        Walk<String> last = solo();
        last.skipped(0, Skip.DIED);
        last.exhausted();
        dispatcher.ended(last);
        assertThat(depot.departSolos()).isEmpty();
        assertThat(replies)
                .singleElement()
                .isInstanceOfSatisfying(
                        JoinReply.NotJoined.class,
                        not -> assertThat(not.refusal()).isEqualTo(new RegistrationRefusal.GoneMeanwhile("late")));
        assertThat(dispatcher.busy()).isFalse();
    }

    private void up(String key, ModulePhase phase) {
        depot.accept(key, phase);
        for (Walk<String> walk : depot.depart().started()) {
            if (!walk.ended()) {
                depot.finish(walk, Verdict.ok());
            }
        }
    }

    private Member<String> join(String id) {
        Admission<String> admission = dispatcher.join(candidate(id), replies::add);
        return ((Admission.Admitted<String>) admission).member();
    }

    private static Candidate<String> candidate(String id) {
        return new Candidate<>(id, Position.DEFAULT, false, id);
    }

    /** The one walk that visits somebody alone now. */
    private Walk<String> solo() {
        List<Solo<String, String>> departing = depot.departSolos();
        assertThat(departing).hasSize(1);
        return departing.get(0).walk();
    }

    private void answer(Walk<String> walk, Verdict verdict) {
        walk.visited(0, verdict, Source.HANDLER);
        if (!walk.ended()) {
            walk.exhausted();
        }
        dispatcher.ended(walk);
    }

    private Member<String> joined() {
        assertThat(replies).hasSize(1);
        return ((JoinReply.Joined<String>) replies.get(0)).admitted().member();
    }
}
