package io.chainbus.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.chainbus.chain.Lineup;
import io.chainbus.event.Direction;
import io.chainbus.event.ModulePhase;
import io.chainbus.verdict.Source;
import io.chainbus.verdict.Verdict;
import io.chainbus.walk.Cause;
import io.chainbus.walk.Outcome;
import io.chainbus.walk.Publication;
import io.chainbus.walk.PublishRefusal;
import io.chainbus.walk.Receipt;
import io.chainbus.walk.Train;
import io.chainbus.walk.Walk;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class DispatcherTest {

    private static final int MANY = 100;

    private final Dispatcher<String, String> dispatcher = new Dispatcher<>("modules", Holding.ACCEPTED);
    private final Lineup lineup = new Lineup(dispatcher.membership());

    private Publication<String> accept(String key, ModulePhase phase) {
        return accept(dispatcher, key, phase);
    }

    private static Publication<String> accept(Dispatcher<String, String> to, String key, ModulePhase phase) {
        return to.accept(key, "payload of " + key, phase, Cause.FORWARD, receipt -> {});
    }

    /** Accepts the event and lets it depart alone. */
    private Walk<String> depart(String key, ModulePhase phase) {
        accept(key, phase);
        Departure<String, String> departure = dispatcher.depart(MANY);
        assertThat(departure.started()).hasSize(1);
        return departure.started().get(0);
    }

    private static void finish(Dispatcher<String, String> dispatcher, Walk<String> walk, Verdict... verdicts) {
        int place = walk.first();
        for (Verdict verdict : verdicts) {
            walk.visited(place, verdict, Source.HANDLER);
            place = walk.next(place);
        }
        if (!walk.ended()) {
            walk.exhausted();
        }
        dispatcher.ended(walk);
    }

    private void finish(Walk<String> walk, Verdict... verdicts) {
        finish(dispatcher, walk, verdicts);
    }

    private static List<Long> numbers(List<Walk<String>> walks) {
        return walks.stream().map(Walk::id).toList();
    }

    private static List<Long> numbers(Train<String> train) {
        List<Walk<String>> walks = new ArrayList<>();
        for (int index = 0; index < train.size(); index++) {
            walks.add(train.walk(index));
        }
        return numbers(walks);
    }

    private static List<String> targets(Walk<String> walk) {
        return Lineup.ids(walk.targets());
    }

    @Test
    void numbers_what_it_accepts_from_one_on_and_keeps_it_as_it_was_given() {
        Consumer<Receipt<String>> receiver = receipt -> {};
        Publication<String> one = dispatcher.accept("k", "p", ModulePhase.COMING, Cause.REPLAY, receiver);

        assertThat(one).isEqualTo(new Publication<>(1, "k", "p", ModulePhase.COMING, Cause.REPLAY, receiver));
        assertThat(accept("k", ModulePhase.LIVE).walk()).isEqualTo(2);
        assertThat(accept("other", ModulePhase.GOING).walk()).isEqualTo(3);
    }

    @Test
    void counts_what_is_open_and_what_waits() {
        lineup.join("a");
        assertThat(dispatcher.anyReady()).isFalse();
        accept("k", ModulePhase.COMING);
        accept("k", ModulePhase.LIVE);
        accept("other", ModulePhase.COMING);
        assertThat(dispatcher.anyReady()).isTrue();
        assertThat(dispatcher.open()).isEqualTo(3);
        assertThat(dispatcher.waiting()).isEqualTo(3);

        List<Walk<String>> started = dispatcher.depart(MANY).started();
        assertThat(dispatcher.anyReady()).isFalse();
        assertThat(dispatcher.open()).isEqualTo(3);
        assertThat(dispatcher.waiting()).isEqualTo(1);

        finish(started.get(0), Verdict.ok());
        assertThat(dispatcher.anyReady()).isTrue();
        assertThat(dispatcher.open()).isEqualTo(2);
        assertThat(dispatcher.waiting()).isEqualTo(1);
    }

    @Test
    void what_departs_follows_the_membership_of_that_moment() {
        lineup.join("a");
        accept("k", ModulePhase.COMING);
        lineup.join("b");
        Departure<String, String> departure = dispatcher.depart(MANY);
        lineup.join("c");

        assertThat(departure.route().version()).isEqualTo(2);
        assertThat(departure.train().route()).isSameAs(departure.route());
        assertThat(departure.train().heading()).isEqualTo(Direction.DESCENDING);
        assertThat(departure.train().place()).isZero();
        assertThat(targets(departure.started().get(0))).containsExactly("a", "b");
        assertThat(departure.started().get(0).visit().chain()).isEqualTo("modules");
        assertThat(targets(depart("other", ModulePhase.LIVE))).containsExactly("a", "b", "c");
    }

    @Test
    void all_that_is_ready_for_a_direction_departs_together_and_the_other_direction_by_its_own_train() {
        lineup.join("a");
        accept("k1", ModulePhase.UNFORMED);
        dispatcher.depart(MANY).started().forEach(walk -> finish(walk, Verdict.ok()));
        accept("k1", ModulePhase.GOING);
        accept("k2", ModulePhase.COMING);
        accept("k3", ModulePhase.GOING);
        accept("k4", ModulePhase.LIVE);

        Departure<String, String> up = dispatcher.depart(MANY);
        assertThat(numbers(up.started())).containsExactly(2L, 4L);
        assertThat(up.train().heading()).isEqualTo(Direction.ASCENDING);
        Departure<String, String> down = dispatcher.depart(MANY);
        assertThat(numbers(down.started())).containsExactly(3L, 5L);
        assertThat(down.train().heading()).isEqualTo(Direction.DESCENDING);
        assertThat(dispatcher.anyReady()).isFalse();
    }

    @Test
    void no_more_depart_than_the_limit_allows_and_the_rest_by_the_next_train() {
        lineup.join("a");
        for (int key = 1; key <= 5; key++) {
            accept("k" + key, ModulePhase.COMING);
        }

        assertThat(numbers(dispatcher.depart(2).train())).containsExactly(1L, 2L);
        assertThat(numbers(dispatcher.depart(2).train())).containsExactly(3L, 4L);
        assertThat(dispatcher.anyReady()).isTrue();
        assertThat(numbers(dispatcher.depart(2).train())).containsExactly(5L);
        assertThat(dispatcher.anyReady()).isFalse();
    }

    @Test
    void walks_of_one_key_depart_one_after_the_other_in_the_order_of_acceptance() {
        lineup.join("a");
        accept("k", ModulePhase.UNFORMED);
        accept("k", ModulePhase.COMING);
        accept("k", ModulePhase.GOING);

        Walk<String> unformed = dispatcher.depart(MANY).started().get(0);
        assertThat(dispatcher.anyReady()).isFalse();
        finish(unformed, Verdict.ok());
        Walk<String> coming = dispatcher.depart(MANY).started().get(0);
        assertThat(coming.phase()).isEqualTo(ModulePhase.COMING);
        assertThat(dispatcher.anyReady()).isFalse();
        finish(coming, Verdict.ok());
        assertThat(dispatcher.depart(MANY).started().get(0).phase()).isEqualTo(ModulePhase.GOING);
    }

    @Test
    void a_train_has_at_most_one_walk_of_a_key_even_if_that_keys_first_ones_end_at_once() {
        lineup.join("a");
        accept("k", ModulePhase.GOING);
        accept("k", ModulePhase.GOING);
        accept("k", ModulePhase.COMING);
        accept("k", ModulePhase.LIVE);

        Departure<String, String> first = dispatcher.depart(MANY);
        assertThat(numbers(first.atOnce())).containsExactly(1L);
        assertThat(first.train().isEmpty()).isTrue();
        assertThat(numbers(dispatcher.depart(MANY).atOnce())).containsExactly(2L);
        assertThat(numbers(dispatcher.depart(MANY).train())).containsExactly(3L);
        assertThat(dispatcher.anyReady()).isFalse();
    }

    @Test
    void on_an_empty_chain_everything_ends_at_once_and_the_key_is_up_nevertheless() {
        accept("k", ModulePhase.COMING);
        Departure<String, String> departure = dispatcher.depart(MANY);

        assertThat(departure.train().isEmpty()).isTrue();
        assertThat(departure.atOnce()).isEqualTo(departure.started());
        assertThat(departure.atOnce().get(0).outcome()).contains(new Outcome.Completed());
        assertThat(dispatcher.ledger().isUp("k", ModulePhase.COMING)).isTrue();
        assertThat(dispatcher.open()).isZero();

        accept("k", ModulePhase.GOING);
        assertThat(numbers(dispatcher.depart(MANY).atOnce())).containsExactly(2L);
        assertThat(dispatcher.ledger().isUp("k")).isFalse();
    }

    @Test
    void the_same_acquire_is_refused_at_its_turn_while_the_key_is_up() {
        lineup.join("a");
        accept("k", ModulePhase.COMING);
        Publication<String> again = accept("k", ModulePhase.COMING);
        Publication<String> behind = accept("k", ModulePhase.LIVE);
        Departure<String, String> first = dispatcher.depart(MANY);
        assertThat(first.refused()).isEmpty();
        finish(first.started().get(0), Verdict.ok());

        Departure<String, String> second = dispatcher.depart(MANY);
        assertThat(second.refused())
                .containsExactly(new Departure.Refused<>(again, new PublishRefusal.AlreadyUp("k", ModulePhase.COMING)));
        assertThat(second.started()).isEmpty();
        assertThat(second.train().isEmpty()).isTrue();
        assertThat(second.atOnce()).isEmpty();
        assertThat(dispatcher.open()).isEqualTo(1);
        assertThat(dispatcher.depart(MANY).started().get(0).publication()).isEqualTo(behind);
    }

    @Test
    void an_acquire_whose_predecessor_was_vetoed_has_its_turn() {
        lineup.join("a");
        accept("k", ModulePhase.COMING);
        accept("k", ModulePhase.COMING);
        finish(dispatcher.depart(MANY).started().get(0), Verdict.veto("no"));
        assertThat(dispatcher.ledger().isUp("k")).isFalse();

        assertThat(numbers(dispatcher.depart(MANY).started())).containsExactly(2L);
    }

    @Test
    void another_acquire_phase_of_a_key_that_is_up_is_not_refused() {
        lineup.join("a").join("b");
        finish(depart("k", ModulePhase.UNFORMED), Verdict.ok(), Verdict.done());
        finish(depart("k", ModulePhase.COMING), Verdict.done(), Verdict.stop());

        assertThat(dispatcher.ledger().acquisitions("k"))
                .extracting(acquisition -> acquisition.phase() + " " + acquisition.walk() + " " + acquisition.payload())
                .containsExactly("UNFORMED 1 payload of k", "COMING 2 payload of k");
        assertThat(targets(depart("k", ModulePhase.GOING))).containsExactly("a", "b");
    }

    @Test
    void a_stop_brings_a_key_up_too() {
        lineup.join("a").join("b");
        finish(depart("k", ModulePhase.COMING), Verdict.stop());

        assertThat(dispatcher.ledger().isUp("k", ModulePhase.COMING)).isTrue();
        assertThat(targets(depart("k", ModulePhase.GOING))).containsExactly("a");
    }

    @Test
    void a_release_visits_the_holders_in_the_order_of_the_chain_and_then_the_key_is_down() {
        lineup.join("a").join("b").join("c");
        finish(depart("k", ModulePhase.COMING), Verdict.ok(), Verdict.done(), Verdict.ok());
        lineup.join("d");
        Walk<String> going = depart("k", ModulePhase.GOING);
        assertThat(targets(going)).containsExactly("a", "c");
        assertThat(dispatcher.ledger().isUp("k")).isTrue();

        finish(going, Verdict.ok(), Verdict.veto("too late"));
        assertThat(dispatcher.ledger().isUp("k")).isFalse();
    }

    @Test
    void a_veto_of_a_later_phase_leaves_the_earlier_ones_holds() {
        lineup.join("a").join("b");
        finish(depart("k", ModulePhase.UNFORMED), Verdict.ok(), Verdict.done());
        finish(depart("k", ModulePhase.COMING), Verdict.ok(), Verdict.veto("no"), Verdict.ok());
        assertThat(dispatcher.ledger().isUp("k", ModulePhase.COMING)).isFalse();
        assertThat(dispatcher.ledger().isUp("k", ModulePhase.UNFORMED)).isTrue();

        assertThat(targets(depart("k", ModulePhase.GOING))).containsExactly("a");
    }

    @Test
    void a_notification_changes_nothing_in_the_ledger() {
        lineup.join("a");
        finish(depart("k", ModulePhase.LIVE), Verdict.ok());
        assertThat(dispatcher.ledger().isUp("k")).isFalse();
        finish(depart("k", ModulePhase.COMING), Verdict.ok());
        finish(depart("k", ModulePhase.LIVE), Verdict.ok());

        assertThat(dispatcher.ledger().acquisitions("k")).hasSize(1);
    }

    @Test
    void a_release_of_a_key_that_is_not_up_completes_with_no_visits_even_for_observers() {
        lineup.join("a").observe("o");
        accept("k", ModulePhase.GOING);
        Departure<String, String> departure = dispatcher.depart(MANY);

        assertThat(departure.atOnce()).hasSize(1);
        assertThat(departure.atOnce().get(0).receipt().visits()).isEmpty();
        assertThat(departure.atOnce().get(0).outcome()).contains(new Outcome.Completed());
    }

    @Test
    void a_release_visits_observers_along_with_the_holders() {
        lineup.join("a").observe("o").join("b");
        finish(depart("k", ModulePhase.COMING), Verdict.done(), Verdict.ok(), Verdict.ok());
        lineup.observe("p");

        assertThat(targets(depart("k", ModulePhase.GOING))).containsExactly("o", "b", "p");
    }

    @Test
    void observers_that_have_left_are_observers_no_more() {
        lineup.join("a").observe("o").join("b");
        finish(depart("k", ModulePhase.COMING), Verdict.ok(), Verdict.ok(), Verdict.ok());
        lineup.leave("o").join("o");

        assertThat(targets(depart("k", ModulePhase.GOING))).containsExactly("a", "b");
    }

    @Test
    void by_current_membership_a_release_visits_whoever_is_registered_now() {
        Dispatcher<String, String> current = new Dispatcher<>("modules", Holding.CURRENT);
        Lineup kernel = new Lineup(current.membership()).join("a").join("b");
        accept(current, "k", ModulePhase.COMING);
        finish(current, current.depart(MANY).started().get(0), Verdict.ok(), Verdict.done());
        kernel.leave("a").join("c").observe("o");
        accept(current, "k", ModulePhase.GOING);
        accept(current, "never up", ModulePhase.GOING);

        Departure<String, String> departure = current.depart(MANY);
        assertThat(targets(departure.started().get(0))).containsExactly("b", "c", "o");
        assertThat(numbers(departure.atOnce())).containsExactly(3L);
    }

    @Test
    void a_walk_that_is_still_under_way_cannot_be_ended() {
        lineup.join("a");
        Walk<String> walk = depart("k", ModulePhase.COMING);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> dispatcher.ended(walk))
                .withMessage("walk 1 of k COMING FORWARD has not ended");
    }
}
