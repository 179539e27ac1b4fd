package io.chainbus.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.chainbus.event.ModulePhase;
import io.chainbus.verdict.Verdict;
import io.chainbus.walk.Outcome;
import io.chainbus.walk.Walk;
import org.junit.jupiter.api.Test;

/** Promise P3, and what brings a key up and down. */
class MirrorTest {

    private final Depot chain = new Depot(Holding.ACCEPTED);

    @Test
    void another_acquire_phase_of_a_key_that_is_up_is_not_refused() {
        chain.lineup.join("a").join("b");
        chain.finish(chain.depart("k", ModulePhase.UNFORMED), Verdict.ok(), Verdict.done());
        chain.finish(chain.depart("k", ModulePhase.COMING), Verdict.done(), Verdict.stop());

        assertThat(chain.dispatcher.ledger().acquisitions("k"))
                .extracting(acquisition -> acquisition.phase() + " " + acquisition.walk() + " " + acquisition.payload())
                .containsExactly("UNFORMED 1 payload of k", "COMING 2 payload of k");
        assertThat(Depot.targets(chain.depart("k", ModulePhase.GOING))).containsExactly("a", "b");
    }

    @Test
    void a_stop_brings_a_key_up_too() {
        chain.lineup.join("a").join("b");
        chain.finish(chain.depart("k", ModulePhase.COMING), Verdict.stop());

        assertThat(chain.dispatcher.ledger().isUp("k", ModulePhase.COMING)).isTrue();
        assertThat(Depot.targets(chain.depart("k", ModulePhase.GOING))).containsExactly("a");
    }

    @Test
    void a_release_visits_the_holders_in_the_order_of_the_chain_and_then_the_key_is_down() {
        chain.lineup.join("a").join("b").join("c");
        chain.finish(chain.depart("k", ModulePhase.COMING), Verdict.ok(), Verdict.done(), Verdict.ok());
        chain.lineup.join("d");
        Walk<String> going = chain.depart("k", ModulePhase.GOING);
        assertThat(Depot.targets(going)).containsExactly("a", "c");
        assertThat(chain.dispatcher.ledger().isUp("k")).isTrue();

        chain.finish(going, Verdict.ok(), Verdict.veto("too late"));
        assertThat(chain.dispatcher.ledger().isUp("k")).isFalse();
    }

    @Test
    void a_veto_of_a_later_phase_leaves_the_earlier_ones_holds() {
        chain.lineup.join("a").join("b");
        chain.finish(chain.depart("k", ModulePhase.UNFORMED), Verdict.ok(), Verdict.done());
        chain.finish(chain.depart("k", ModulePhase.COMING), Verdict.ok(), Verdict.veto("no"), Verdict.ok());
        assertThat(chain.dispatcher.ledger().isUp("k", ModulePhase.COMING)).isFalse();
        assertThat(chain.dispatcher.ledger().isUp("k", ModulePhase.UNFORMED)).isTrue();

        assertThat(Depot.targets(chain.depart("k", ModulePhase.GOING))).containsExactly("a");
    }

    @Test
    void a_notification_changes_nothing_in_the_ledger() {
        chain.lineup.join("a");
        chain.finish(chain.depart("k", ModulePhase.LIVE), Verdict.ok());
        assertThat(chain.dispatcher.ledger().isUp("k")).isFalse();
        chain.finish(chain.depart("k", ModulePhase.COMING), Verdict.ok());
        chain.finish(chain.depart("k", ModulePhase.LIVE), Verdict.ok());

        assertThat(chain.dispatcher.ledger().acquisitions("k")).hasSize(1);
    }

    @Test
    void a_release_of_a_key_that_is_not_up_completes_with_no_visits_even_for_observers() {
        chain.lineup.join("a").observe("o");
        chain.accept("k", ModulePhase.GOING);
        Departure<String, String> departure = chain.depart();

        assertThat(departure.atOnce()).hasSize(1);
        assertThat(departure.atOnce().get(0).receipt().visits()).isEmpty();
        assertThat(departure.atOnce().get(0).outcome()).contains(new Outcome.Completed());
    }

    @Test
    void a_release_visits_observers_along_with_the_holders() {
        chain.lineup.join("a").observe("o").join("b");
        chain.finish(chain.depart("k", ModulePhase.COMING), Verdict.done(), Verdict.ok(), Verdict.ok());
        chain.lineup.observe("p");

        assertThat(Depot.targets(chain.depart("k", ModulePhase.GOING))).containsExactly("o", "b", "p");
    }

    @Test
    void observers_that_have_left_are_observers_no_more() {
        chain.lineup.join("a").observe("o").join("b");
        chain.finish(chain.depart("k", ModulePhase.COMING), Verdict.ok(), Verdict.ok(), Verdict.ok());
        chain.lineup.leave("o").join("o");

        assertThat(Depot.targets(chain.depart("k", ModulePhase.GOING))).containsExactly("a", "b");
    }

    @Test
    void by_current_membership_a_release_visits_whoever_is_registered_now() {
        Depot kernel = new Depot(Holding.CURRENT);
        kernel.lineup.join("a").join("b");
        kernel.finish(kernel.depart("k", ModulePhase.COMING), Verdict.ok(), Verdict.done());
        kernel.lineup.leave("a").join("c").observe("o");
        kernel.accept("k", ModulePhase.GOING);
        kernel.accept("never up", ModulePhase.GOING);

        Departure<String, String> departure = kernel.depart();
        assertThat(Depot.targets(departure.started().get(0))).containsExactly("b", "c", "o");
        assertThat(Depot.numbers(departure.atOnce())).containsExactly(3L);
    }

    @Test
    void by_current_membership_a_release_brings_the_key_down_too() {
        Depot kernel = new Depot(Holding.CURRENT);
        kernel.lineup.join("a");
        kernel.finish(kernel.depart("k", ModulePhase.COMING), Verdict.done());
        kernel.finish(kernel.depart("k", ModulePhase.GOING), Verdict.ok());

        assertThat(kernel.dispatcher.ledger().isUp("k")).isFalse();
    }
}
