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
import io.chainbus.ledger.Acquisition;
import io.chainbus.verdict.Source;
import io.chainbus.verdict.Verdict;
import io.chainbus.walk.Walk;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Going away and coming back, decision by decision (P3c). */
class AbsenceTest {

    private static final Verdict DONE = Verdict.done();
    private static final Verdict OK = Verdict.ok();

    private final Depot depot = new Depot(Holding.ACCEPTED);
    private final Dispatcher<String, String> dispatcher = depot.dispatcher;
    private final Absences<String, String> absences = dispatcher.absences();
    private final List<JoinReply<String>> replies = new ArrayList<>();
    private final Member<String> durable = durable();

    private Member<String> durable() {
        Candidate<String> candidate = candidate();
        return ((Admission.Admitted<String>) dispatcher.membership().admit(candidate)).member();
    }

    private static Candidate<String> candidate() {
        return new Candidate<>("d", Position.DEFAULT, false, true, "d");
    }

    private Member<String> comeBack(boolean told) {
        return ((Admission.Admitted<String>) dispatcher.comeBack(candidate(), told, replies::add)).member();
    }

    private void up(String key, io.chainbus.event.ModulePhase phase, Verdict... verdicts) {
        depot.finish(depot.depart(key, phase), verdicts);
    }

    /** What it holds by now: it is back. */
    private List<String> back() {
        assertThat(replies).hasSize(1);
        JoinReply.Joined<String> joined = (JoinReply.Joined<String>) replies.get(0);
        assertThat(joined.resumed()).isTrue();
        assertThat(joined.admitted().member()).isSameAs(durable);
        return joined.holds().stream()
                .map(held -> held.phase().name() + " " + held.key())
                .toList();
    }

    private void answer(Walk<String> walk, Verdict verdict) {
        walk.visited(0, verdict, Source.HANDLER);
        if (!walk.ended()) {
            walk.exhausted();
        }
        dispatcher.ended(walk);
    }

    private Walk<String> solo() {
        List<Solo<String, String>> departing = depot.departSolos();
        assertThat(departing).hasSize(1);
        return departing.get(0).walk();
    }

    @Test
    void with_nothing_under_way_it_is_back_at_once_with_all_that_it_holds_the_oldest_first() {
        up("a", UNFORMED, OK);
        up("b", COMING, OK);
        up("a", COMING, OK);
        up("c", COMING, DONE);
        absences.begin(durable);
        comeBack(false);
        assertThat(depot.departSolos()).isEmpty();
        assertThat(back()).containsExactly("UNFORMED a", "COMING b", "COMING a");
        assertThat(dispatcher.membership().isAway(durable)).isFalse();
        assertThat(dispatcher.busy()).isFalse();
    }

    @Test
    void it_waits_for_what_was_under_way_when_it_went_and_not_for_what_has_departed_since() {
        Walk<String> before = depot.depart("a", COMING);
        absences.begin(durable);
        Walk<String> since = depot.depart("b", COMING);
        depot.accept("a", LIVE);
        comeBack(false);
        depot.departSolos();
        assertThat(replies).isEmpty();
        depot.finish(since, DONE);
        depot.departSolos();
        assertThat(replies).isEmpty();
        depot.finish(before, OK);
        Walk<String> next = depot.depart().started().get(0);
        assertThat(next.key()).isEqualTo("a");
        depot.departSolos();
        assertThat(back()).containsExactly("COMING a");
    }

    @Test
    void what_is_accepted_for_it_meanwhile_it_holds_and_what_is_released_it_does_not() {
        up("a", COMING, OK);
        up("b", COMING, OK);
        absences.begin(durable);
        up("a", GOING, DONE);
        up("c", COMING, OK);
        Walk<String> going = depot.depart("b", GOING);
        comeBack(false);
        depot.departSolos();
        assertThat(back()).containsExactly("COMING c");
        depot.finish(going, DONE);
        assertThat(dispatcher.ledger().allHeldBy(durable))
                .extracting(Acquisition::key)
                .containsExactly("c");
    }

    @Test
    void a_release_that_has_ended_and_come_up_again_is_no_release_under_way() {
        up("a", COMING, OK);
        absences.begin(durable);
        up("a", GOING, DONE);
        up("a", COMING, OK);
        comeBack(false);
        depot.departSolos();
        assertThat(back()).containsExactly("COMING a");
    }

    @Test
    void acquires_are_held_back_for_who_is_told_and_for_nobody_else() {
        Walk<String> before = depot.depart("a", COMING);
        absences.begin(durable);
        comeBack(false);
        depot.departSolos();
        depot.accept("b", COMING);
        assertThat(dispatcher.anyReady()).isTrue();
        depot.finish(depot.depart().started().get(0), DONE);
        depot.finish(before, DONE);
        depot.departSolos();
        assertThat(back()).isEmpty();
    }

    @Test
    void it_is_told_what_it_does_not_hold_also_what_comes_up_meanwhile() {
        up("held", COMING, OK);
        up("missed", COMING, DONE);
        absences.begin(durable);
        Walk<String> accepted = depot.depart("accepted", COMING);
        Walk<String> later = depot.depart("later", COMING);
        comeBack(true);
        Walk<String> first = solo();
        assertThat(first.key()).isEqualTo("missed");
        depot.finish(accepted, OK);
        depot.finish(later, DONE);
        answer(first, OK);
        Walk<String> second = solo();
        assertThat(second.key()).isEqualTo("later");
        answer(second, DONE);
        depot.departSolos();
        assertThat(back()).containsExactly("COMING held", "COMING missed", "COMING accepted");
    }

    @Test
    void what_it_accepts_it_holds_at_once_and_what_it_is_made_to_undo_no_more() {
        up("held", UNFORMED, OK);
        up("held", COMING, DONE);
        up("vetoed", COMING, DONE);
        absences.begin(durable);
        Member<String> reservation = comeBack(true);
        answer(solo(), OK);
        assertThat(dispatcher.ledger().allHeldBy(durable)).hasSize(2);
        answer(solo(), Verdict.veto("no"));
        Walk<String> undo = solo();
        assertThat(undo.undoing()).isTrue();
        answer(undo, OK);
        depot.departSolos();
        assertThat(replies)
                .containsExactly(new JoinReply.NotJoined<>(
                        reservation, new RegistrationRefusal.ReplayVetoed("d", "vetoed", "COMING", "no")));
        assertThat(dispatcher.ledger().allHeldBy(durable))
                .extracting(Acquisition::phase)
                .containsExactly(UNFORMED);
        assertThat(dispatcher.membership().isAway(durable)).isTrue();
        assertThat(dispatcher.membership().resumes(candidate())).isTrue();
    }

    @Test
    void who_dies_while_it_is_told_keeps_what_it_has_accepted() {
        up("a", COMING, DONE);
        up("b", COMING, DONE);
        absences.begin(durable);
        Member<String> reservation = comeBack(true);
        answer(solo(), OK);
        Walk<String> second = solo();
        dispatcher.abandon(reservation);
        answer(second, OK);
        depot.departSolos();
        assertThat(replies)
                .containsExactly(new JoinReply.NotJoined<>(reservation, new RegistrationRefusal.GoneMeanwhile("d")));
        assertThat(dispatcher.ledger().allHeldBy(durable))
                .extracting(Acquisition::key)
                .containsExactly("a", "b");
        assertThat(Depot.targets(depot.depart("a", GOING))).containsExactly("d");
    }

    @Test
    void a_release_that_waited_for_somebody_who_is_abandoned_goes_on() {
        up("a", COMING, DONE);
        up("b", COMING, DONE);
        absences.begin(durable);
        Member<String> reservation = comeBack(true);
        answer(solo(), OK);
        depot.accept("a", GOING);
        assertThat(depot.depart().started()).isEmpty();
        dispatcher.abandon(reservation);
        assertThat(Depot.targets(depot.depart().started().get(0))).containsExactly("d");
    }

    @Test
    void with_a_place_reserved_it_is_let_in_when_it_is_granted() {
        absences.begin(durable);
        Member<String> reservation =
                ((Admission.Admitted<String>) dispatcher.membership().reserve(candidate())).member();
        dispatcher.tell(reservation, false, replies::add);
        depot.departSolos();
        assertThat(replies).containsExactly(new JoinReply.Ready<>(reservation));
        replies.clear();
        dispatcher.grant(reservation);
        depot.departSolos();
        assertThat(back()).isEmpty();
    }

    @Test
    void when_its_window_passes_it_has_left_unless_somebody_is_coming_back() {
        absences.begin(durable);
        assertThat(absences.overdue(durable)).isFalse();
        Member<String> reservation = comeBack(true);
        assertThat(absences.windowPassed(durable)).isFalse();
        assertThat(absences.overdue(durable)).isFalse();
        dispatcher.withdraw(reservation, new RegistrationRefusal.GoneMeanwhile("d"));
        depot.departSolos();
        assertThat(absences.overdue(durable)).isTrue();
        assertThat(absences.windowPassed(durable)).isTrue();
        absences.left(durable);
        assertThat(absences.overdue(durable)).isFalse();
        assertThat(absences.windowPassed(durable)).isFalse();
    }

    @Test
    void each_absence_begins_anew() {
        absences.begin(durable);
        Member<String> reservation = comeBack(false);
        absences.windowPassed(durable);
        depot.departSolos();
        assertThat(back()).isEmpty();
        assertThat(dispatcher.membership().resumedBy(reservation)).isEmpty();
        absences.begin(durable);
        assertThat(absences.overdue(durable)).isFalse();
        assertThat(absences.windowPassed(durable)).isTrue();
    }
}
