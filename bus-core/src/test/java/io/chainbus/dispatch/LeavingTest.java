package io.chainbus.dispatch;

import static io.chainbus.event.ModulePhase.COMING;
import static io.chainbus.event.ModulePhase.GOING;
import static io.chainbus.event.ModulePhase.LIVE;
import static io.chainbus.event.ModulePhase.UNFORMED;
import static org.assertj.core.api.Assertions.assertThat;

import io.chainbus.chain.Member;
import io.chainbus.event.ModulePhase;
import io.chainbus.verdict.Source;
import io.chainbus.verdict.Verdict;
import io.chainbus.walk.Cause;
import io.chainbus.walk.Skip;
import io.chainbus.walk.Walk;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Leaving with teardown, decision by decision (P7). */
class LeavingTest {

    private final Depot depot = new Depot(Holding.ACCEPTED);
    private final Dispatcher<String, String> dispatcher = depot.dispatcher;
    private final List<String> told = new ArrayList<>();

    @BeforeEach
    void two_are_on_the_chain() {
        depot.lineup.join("leaver");
        depot.lineup.join("other");
    }

    @Test
    void who_holds_nothing_is_through_at_once() {
        leave();
        assertThat(depot.departSolos()).isEmpty();
        assertThat(told).containsExactly("silent", "through");
        assertThat(dispatcher.busy()).isFalse();
    }

    @Test
    void it_lets_go_of_one_key_after_the_other_the_newest_first_and_of_all_its_phases_at_once() {
        up("a", UNFORMED);
        up("b", COMING);
        up("c", COMING);
        up("a", COMING);
        leave();
        List<String> keys = new ArrayList<>();
        for (int count = 0; count < 3; count++) {
            Walk<String> teardown = solo();
            assertThat(teardown.publication().cause()).isEqualTo(Cause.TEARDOWN);
            assertThat(teardown.phase()).isEqualTo(GOING);
            assertThat(Depot.targets(teardown)).containsExactly("leaver");
            keys.add(teardown.key());
            answer(teardown, Verdict.veto("a failure is no reason to hold on"));
        }
        assertThat(keys).containsExactly("a", "c", "b");
        assertThat(depot.departSolos()).isEmpty();
        assertThat(told).containsExactly("silent", "through");
        assertThat(Depot.targets(depot.depart("a", GOING))).containsExactly("other");
    }

    @Test
    void a_key_stays_up_and_others_go_on_holding_it() {
        up("a", COMING);
        leave();
        answer(solo(), Verdict.ok());
        assertThat(dispatcher.ledger().isUp("a")).isTrue();
        depot.accept("a", COMING);
        assertThat(depot.depart().refused()).hasSize(1);
    }

    @Test
    void a_release_under_way_still_visits_it_and_then_there_is_nothing_to_let_go() {
        up("a", COMING);
        Walk<String> going = depot.depart("a", GOING);
        leave();
        assertThat(depot.departSolos()).isEmpty();
        assertThat(told).isEmpty();
        depot.finish(going, Verdict.ok(), Verdict.ok());
        assertThat(depot.departSolos()).isEmpty();
        assertThat(told).containsExactly("silent", "through");
    }

    @Test
    void what_it_has_accepted_of_an_acquire_under_way_comes_up_first_and_is_let_go_first() {
        up("a", COMING);
        Walk<String> coming = depot.depart("b", COMING);
        leave();
        assertThat(depot.departSolos()).isEmpty();
        assertThat(told).containsExactly("silent");
        depot.finish(coming, Verdict.ok(), Verdict.ok());
        Walk<String> first = solo();
        assertThat(first.key()).isEqualTo("b");
        answer(first, Verdict.ok());
        assertThat(solo().key()).isEqualTo("a");
    }

    @Test
    void walks_of_other_keys_that_begin_later_are_not_waited_for() {
        Walk<String> coming = depot.depart("a", COMING);
        leave();
        depot.departSolos();
        depot.depart("b", COMING);
        depot.finish(coming, Verdict.ok(), Verdict.ok());
        answer(solo(), Verdict.ok());
        depot.departSolos();
        assertThat(told).containsExactly("silent", "through");
    }

    @Test
    void it_comes_behind_what_was_accepted_for_the_key_but_before_its_release() {
        up("a", COMING);
        Walk<String> live = depot.depart("a", LIVE);
        depot.accept("a", LIVE);
        depot.accept("a", GOING);
        leave();
        assertThat(depot.departSolos()).isEmpty();
        depot.finish(live, Verdict.ok(), Verdict.ok());
        assertThat(depot.departSolos()).isEmpty();
        Walk<String> second = depot.depart().started().get(0);
        assertThat(second.phase()).isEqualTo(LIVE);
        depot.finish(second, Verdict.ok(), Verdict.ok());
        Walk<String> teardown = solo();
        assertThat(depot.depart().started()).isEmpty();
        answer(teardown, Verdict.ok());
        Walk<String> going = depot.depart().started().get(0);
        assertThat(going.phase()).isEqualTo(GOING);
        assertThat(Depot.targets(going)).containsExactly("other");
    }

    @Test
    void the_release_of_an_older_key_waits_for_its_turn_to_be_let_go() {
        up("a", COMING);
        up("b", COMING);
        leave();
        Walk<String> newest = solo();
        depot.accept("a", GOING);
        assertThat(depot.depart().started()).isEmpty();
        answer(newest, Verdict.ok());
        Walk<String> teardown = solo();
        assertThat(teardown.key()).isEqualTo("a");
        answer(teardown, Verdict.ok());
        assertThat(Depot.targets(depot.depart().started().get(0))).containsExactly("other");
        depot.departSolos();
        assertThat(told).containsExactly("silent", "through");
    }

    @Test
    void who_is_gone_meanwhile_lets_go_of_nothing_more_and_holds_nobody_up() {
        up("a", COMING);
        up("b", COMING);
        Member<String> leaver = leave();
        Walk<String> newest = solo();
        depot.accept("a", GOING);
        assertThat(depot.depart().started()).isEmpty();
        dispatcher.abandonLeave(leaver);
        dispatcher.membership().remove(leaver);
        assertThat(Depot.targets(depot.depart().started().get(0))).containsExactly("other");
        answer(newest, Verdict.ok());
        assertThat(depot.departSolos()).isEmpty();
        assertThat(told).containsExactly("silent");
    }

    @Test
    void who_is_passed_by_since_it_is_gone_is_still_among_those_whom_a_release_would_have_visited() {
        up("a", COMING);
        Member<String> leaver = leave();
        Walk<String> teardown = solo();
        dispatcher.abandonLeave(leaver);
        teardown.skipped(0, Skip.LEFT);
        teardown.exhausted();
        dispatcher.ended(teardown);
        assertThat(Depot.targets(depot.depart("a", GOING))).containsExactlyInAnyOrder("leaver", "other");
    }

    @Test
    void two_who_leave_let_go_of_the_same_key_one_after_the_other() {
        up("a", COMING);
        leave();
        Member<String> other = dispatcher.membership().find("other").orElseThrow();
        dispatcher.leave(other, leaver("other "));
        Walk<String> first = solo();
        assertThat(depot.departSolos()).isEmpty();
        answer(first, Verdict.ok());
        Walk<String> second = solo();
        assertThat(Depot.targets(second)).containsExactly("other");
        answer(second, Verdict.ok());
        depot.departSolos();
        assertThat(told).containsExactly("silent", "other silent", "through", "other through");
    }

    private Member<String> leave() {
        Member<String> member = dispatcher.membership().find("leaver").orElseThrow();
        dispatcher.leave(member, leaver(""));
        return member;
    }

    private Leaver leaver(String who) {
        return new Leaver() {
            @Override
            public void silent() {
                told.add(who + "silent");
            }

            @Override
            public void through() {
                told.add(who + "through");
            }
        };
    }

    private void up(String key, ModulePhase phase) {
        depot.finish(depot.depart(key, phase), Verdict.ok(), Verdict.ok());
    }

    private Walk<String> solo() {
        List<Solo<String, String>> departing = depot.departSolos();
        assertThat(departing).hasSize(1);
        return departing.get(0).walk();
    }

    private void answer(Walk<String> walk, Verdict verdict) {
        walk.visited(0, verdict, Source.HANDLER);
        walk.exhausted();
        dispatcher.ended(walk);
    }
}
