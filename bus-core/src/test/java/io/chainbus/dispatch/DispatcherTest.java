package io.chainbus.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.chainbus.event.Direction;
import io.chainbus.event.ModulePhase;
import io.chainbus.verdict.Verdict;
import io.chainbus.walk.Cause;
import io.chainbus.walk.Outcome;
import io.chainbus.walk.Publication;
import io.chainbus.walk.PublishRefusal;
import io.chainbus.walk.Published;
import io.chainbus.walk.Receipt;
import io.chainbus.walk.Walk;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Whose turn it is, and what becomes of those whose turn it is. */
class DispatcherTest {

    private final Depot chain = new Depot(Holding.ACCEPTED);

    @Test
    void numbers_what_it_accepts_from_one_on_and_keeps_it_as_it_was_given() {
        Consumer<Receipt<String>> receiver = receipt -> {};
        Publication<String> one = chain.dispatcher.accept("k", "p", ModulePhase.COMING, Cause.REPLAY, receiver);

        assertThat(one)
                .usingRecursiveComparison()
                .ignoringFields("account")
                .isEqualTo(new Published<>(1, "k", "p", ModulePhase.COMING, Cause.REPLAY, receiver));
        assertThat(chain.accept("k", ModulePhase.LIVE).walk()).isEqualTo(2);
        assertThat(chain.accept("other", ModulePhase.GOING).walk()).isEqualTo(3);
    }

    @Test
    void counts_what_is_open_and_what_waits() {
        chain.lineup.join("a");
        assertThat(chain.dispatcher.anyReady()).isFalse();
        chain.accept("k", ModulePhase.COMING);
        chain.accept("k", ModulePhase.LIVE);
        chain.accept("other", ModulePhase.COMING);
        assertThat(chain.dispatcher.anyReady()).isTrue();
        assertThat(chain.dispatcher.open()).isEqualTo(3);
        assertThat(chain.dispatcher.waiting()).isEqualTo(3);

        List<Walk<String>> started = chain.depart().started();
        assertThat(chain.dispatcher.anyReady()).isFalse();
        assertThat(chain.dispatcher.open()).isEqualTo(3);
        assertThat(chain.dispatcher.waiting()).isEqualTo(1);

        chain.finish(started.get(0), Verdict.ok());
        assertThat(chain.dispatcher.anyReady()).isTrue();
        assertThat(chain.dispatcher.open()).isEqualTo(2);
        assertThat(chain.dispatcher.waiting()).isEqualTo(1);
    }

    @Test
    void what_departs_follows_the_membership_of_that_moment() {
        chain.lineup.join("a");
        chain.accept("k", ModulePhase.COMING);
        chain.lineup.join("b");
        Departure<String, String> departure = chain.depart();
        chain.lineup.join("c");

        assertThat(departure.route().version()).isEqualTo(2);
        assertThat(departure.train().route()).isSameAs(departure.route());
        assertThat(departure.train().heading()).isEqualTo(Direction.DESCENDING);
        assertThat(departure.train().place()).isZero();
        assertThat(Depot.targets(departure.started().get(0))).containsExactly("a", "b");
        assertThat(departure.started().get(0).visit().chain()).isEqualTo("modules");
        assertThat(Depot.targets(chain.depart("other", ModulePhase.LIVE))).containsExactly("a", "b", "c");
    }

    @Test
    void all_that_is_ready_for_a_direction_departs_together_and_the_other_direction_by_its_own_train() {
        chain.lineup.join("a");
        chain.accept("k1", ModulePhase.UNFORMED);
        chain.depart().started().forEach(walk -> chain.finish(walk, Verdict.ok()));
        chain.accept("k1", ModulePhase.GOING);
        chain.accept("k2", ModulePhase.COMING);
        chain.accept("k3", ModulePhase.GOING);
        chain.accept("k4", ModulePhase.LIVE);

        Departure<String, String> up = chain.depart();
        assertThat(Depot.numbers(up.started())).containsExactly(2L, 4L);
        assertThat(up.train().heading()).isEqualTo(Direction.ASCENDING);
        Departure<String, String> down = chain.depart();
        assertThat(Depot.numbers(down.started())).containsExactly(3L, 5L);
        assertThat(down.train().heading()).isEqualTo(Direction.DESCENDING);
        assertThat(chain.dispatcher.anyReady()).isFalse();
    }

    @Test
    void no_more_depart_than_the_limit_allows_and_the_rest_by_the_next_train() {
        chain.lineup.join("a");
        for (int key = 1; key <= 5; key++) {
            chain.accept("k" + key, ModulePhase.COMING);
        }

        assertThat(Depot.numbers(chain.dispatcher.depart(2).train())).containsExactly(1L, 2L);
        assertThat(Depot.numbers(chain.dispatcher.depart(2).train())).containsExactly(3L, 4L);
        assertThat(chain.dispatcher.anyReady()).isTrue();
        assertThat(Depot.numbers(chain.dispatcher.depart(2).train())).containsExactly(5L);
        assertThat(chain.dispatcher.anyReady()).isFalse();
    }

    @Test
    void walks_of_one_key_depart_one_after_the_other_in_the_order_of_acceptance() {
        chain.lineup.join("a");
        chain.accept("k", ModulePhase.UNFORMED);
        chain.accept("k", ModulePhase.COMING);
        chain.accept("k", ModulePhase.GOING);

        Walk<String> unformed = chain.depart().started().get(0);
        assertThat(chain.dispatcher.anyReady()).isFalse();
        chain.finish(unformed, Verdict.ok());
        Walk<String> coming = chain.depart().started().get(0);
        assertThat(coming.phase()).isEqualTo(ModulePhase.COMING);
        assertThat(chain.dispatcher.anyReady()).isFalse();
        chain.finish(coming, Verdict.ok());
        assertThat(chain.depart().started().get(0).phase()).isEqualTo(ModulePhase.GOING);
    }

    @Test
    void a_train_has_at_most_one_walk_of_a_key_even_if_that_keys_first_ones_end_at_once() {
        chain.lineup.join("a");
        chain.accept("k", ModulePhase.GOING);
        chain.accept("k", ModulePhase.GOING);
        chain.accept("k", ModulePhase.COMING);
        chain.accept("k", ModulePhase.LIVE);

        Departure<String, String> first = chain.depart();
        assertThat(Depot.numbers(first.atOnce())).containsExactly(1L);
        assertThat(first.train().isEmpty()).isTrue();
        assertThat(Depot.numbers(chain.depart().atOnce())).containsExactly(2L);
        assertThat(Depot.numbers(chain.depart().train())).containsExactly(3L);
        assertThat(chain.dispatcher.anyReady()).isFalse();
    }

    @Test
    void on_an_empty_chain_everything_ends_at_once_and_the_key_is_up_nevertheless() {
        chain.accept("k", ModulePhase.COMING);
        Departure<String, String> departure = chain.depart();

        assertThat(departure.train().isEmpty()).isTrue();
        assertThat(departure.atOnce()).isEqualTo(departure.started());
        assertThat(departure.atOnce().get(0).outcome()).contains(new Outcome.Completed());
        assertThat(chain.dispatcher.ledger().isUp("k", ModulePhase.COMING)).isTrue();
        assertThat(chain.dispatcher.open()).isZero();

        chain.accept("k", ModulePhase.GOING);
        assertThat(Depot.numbers(chain.depart().atOnce())).containsExactly(2L);
        assertThat(chain.dispatcher.ledger().isUp("k")).isFalse();
    }

    @Test
    void the_same_acquire_is_refused_at_its_turn_while_the_key_is_up() {
        chain.lineup.join("a");
        chain.accept("k", ModulePhase.COMING);
        Publication<String> again = chain.accept("k", ModulePhase.COMING);
        Publication<String> behind = chain.accept("k", ModulePhase.LIVE);
        Departure<String, String> first = chain.depart();
        assertThat(first.refused()).isEmpty();
        chain.finish(first.started().get(0), Verdict.ok());

        Departure<String, String> second = chain.depart();
        assertThat(second.refused())
                .containsExactly(new Departure.Refused<>(again, new PublishRefusal.AlreadyUp("k", ModulePhase.COMING)));
        assertThat(second.started()).isEmpty();
        assertThat(second.train().isEmpty()).isTrue();
        assertThat(second.atOnce()).isEmpty();
        assertThat(chain.dispatcher.open()).isEqualTo(1);
        assertThat(chain.depart().started().get(0).publication()).isEqualTo(behind);
    }

    @Test
    void an_acquire_whose_predecessor_was_vetoed_has_its_turn() {
        chain.lineup.join("a");
        chain.accept("k", ModulePhase.COMING);
        chain.accept("k", ModulePhase.COMING);
        chain.finish(chain.depart().started().get(0), Verdict.veto("no"));
        assertThat(chain.dispatcher.ledger().isUp("k")).isFalse();

        assertThat(Depot.numbers(chain.depart().started())).containsExactly(2L);
    }

    @Test
    void where_nothing_is_ready_nothing_departs() {
        Departure<String, String> departure = chain.depart();

        assertThat(departure.started()).isEmpty();
        assertThat(departure.train().isEmpty()).isTrue();
        assertThat(departure.atOnce()).isEmpty();
        assertThat(departure.refused()).isEmpty();
    }

    @Test
    void one_that_waited_for_another_of_its_key_stands_behind_those_that_were_ready_before_it() {
        chain.lineup.join("a");
        chain.accept("k", ModulePhase.COMING);
        chain.accept("k", ModulePhase.LIVE);
        chain.accept("other", ModulePhase.COMING);
        chain.finish(chain.dispatcher.depart(1).started().get(0), Verdict.ok());

        Departure<String, String> departure = chain.depart();
        assertThat(Depot.numbers(departure.started())).containsExactly(3L, 2L);
        assertThat(Depot.numbers(departure.train())).containsExactly(3L, 2L);
    }

    @Test
    void a_walk_that_is_still_under_way_cannot_be_ended() {
        chain.lineup.join("a");
        Walk<String> walk = chain.depart("k", ModulePhase.COMING);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> chain.dispatcher.ended(walk))
                .withMessage("walk 1 of k COMING FORWARD has not ended");
    }
}
