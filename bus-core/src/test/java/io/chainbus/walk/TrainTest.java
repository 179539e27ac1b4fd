package io.chainbus.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.chainbus.chain.Lineup;
import io.chainbus.chain.Places;
import io.chainbus.event.Direction;
import io.chainbus.event.ModulePhase;
import io.chainbus.event.Phase;
import io.chainbus.verdict.Source;
import io.chainbus.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class TrainTest {

    private final Lineup lineup = Lineup.of("a", "b", "c", "d", "e");
    private long walks;

    private Walk<String> walk(Phase phase, String... targets) {
        walks++;
        return Traveller.walk(walks, "k" + walks, phase, lineup.places(targets));
    }

    private Train<String> departing(Direction heading, List<Walk<String>> onBoard) {
        return Train.departing(lineup.route(), heading, onBoard);
    }

    /** Visits each walk that wants it at the place where the train stands, and goes on. */
    private List<Walk<String>> stop(Train<String> train, Verdict verdict) {
        for (int index = 0; index < train.size(); index++) {
            if (train.walk(index).visits(train.place())) {
                train.walk(index).visited(train.place(), verdict, Source.HANDLER);
            }
        }
        List<Walk<String>> off = new ArrayList<>();
        train.advance(off);
        return off;
    }

    private static List<Walk<String>> onBoard(Train<String> train) {
        List<Walk<String>> onBoard = new ArrayList<>();
        for (int index = 0; index < train.size(); index++) {
            onBoard.add(train.walk(index));
        }
        return onBoard;
    }

    @Test
    void a_descending_train_departs_from_the_first_place_that_any_of_its_walks_visits() {
        List<Walk<String>> walks =
                List.of(walk(ModulePhase.LIVE, "c"), walk(ModulePhase.LIVE, "b", "e"), walk(ModulePhase.LIVE, "d"));
        Train<String> train = departing(Direction.DESCENDING, walks);

        assertThat(train.place()).isEqualTo(lineup.place("b"));
        assertThat(train.route()).isSameAs(lineup.route());
        assertThat(train.heading()).isEqualTo(Direction.DESCENDING);
        assertThat(onBoard(train)).isEqualTo(walks);
        assertThat(train.isEmpty()).isFalse();
        assertThat(train).hasToString("train of 3 at 1 DESCENDING");
    }

    @Test
    void an_ascending_train_departs_from_the_last_place_that_any_of_its_walks_visits() {
        Train<String> train = departing(
                Direction.ASCENDING,
                List.of(walk(ModulePhase.GOING, "b", "a"), walk(ModulePhase.GOING, "d"), walk(ModulePhase.GOING, "c")));

        assertThat(train.place()).isEqualTo(lineup.place("d"));
    }

    @Test
    void a_train_without_walks_has_nowhere_to_go() {
        Train<String> train = departing(Direction.DESCENDING, List.of());

        assertThat(train.isEmpty()).isTrue();
        assertThat(train.size()).isZero();
        assertThat(train.place()).isEqualTo(Places.NOWHERE);
    }

    @Test
    void a_walk_that_visits_nobody_does_not_keep_the_others_and_leaves_at_the_first_stop() {
        Walk<String> idle = walk(ModulePhase.LIVE);
        Walk<String> busy = walk(ModulePhase.LIVE, "b", "c");
        for (List<Walk<String>> order : List.of(List.of(idle, busy), List.of(busy, idle))) {
            assertThat(departing(Direction.DESCENDING, order).place()).isEqualTo(lineup.place("b"));
        }
        Train<String> train = departing(Direction.DESCENDING, List.of(idle, busy));

        assertThat(stop(train, Verdict.ok())).containsExactly(idle);
        assertThat(idle.ended()).isTrue();
        assertThat(onBoard(train)).containsExactly(busy);
    }

    @Test
    void calls_at_every_place_that_any_walk_visits_and_at_no_other() {
        Walk<String> one = walk(ModulePhase.LIVE, "a", "d");
        Walk<String> two = walk(ModulePhase.LIVE, "b", "d");
        Train<String> train = departing(Direction.DESCENDING, List.of(one, two));
        List<Integer> calls = new ArrayList<>();
        while (!train.isEmpty()) {
            calls.add(train.place());
            stop(train, Verdict.ok());
        }

        assertThat(calls).containsExactly(lineup.place("a"), lineup.place("b"), lineup.place("d"));
        assertThat(one.receipt().visits()).extracting(VisitRecord::subscriber).containsExactly("a", "d");
        assertThat(two.receipt().visits()).extracting(VisitRecord::subscriber).containsExactly("b", "d");
    }

    @Test
    void an_ascending_train_calls_at_those_places_from_the_last_on() {
        Walk<String> one = walk(ModulePhase.GOING, "a", "d");
        Walk<String> two = walk(ModulePhase.GOING, "b", "d");
        Train<String> train = departing(Direction.ASCENDING, List.of(one, two));
        List<Integer> calls = new ArrayList<>();
        while (!train.isEmpty()) {
            calls.add(train.place());
            stop(train, Verdict.ok());
        }

        assertThat(calls).containsExactly(lineup.place("d"), lineup.place("b"), lineup.place("a"));
    }

    @Test
    void walks_that_have_come_to_their_end_leave_in_the_trains_order_and_have_ended() {
        Walk<String> shortest = walk(ModulePhase.COMING, "a");
        Walk<String> longer = walk(ModulePhase.COMING, "a", "b");
        Walk<String> shortToo = walk(ModulePhase.COMING, "a");
        Train<String> train = departing(Direction.DESCENDING, List.of(shortest, longer, shortToo));

        assertThat(stop(train, Verdict.ok())).containsExactly(shortest, shortToo);
        assertThat(shortest.outcome()).contains(new Outcome.Completed());
        assertThat(onBoard(train)).containsExactly(longer);
        assertThat(train.place()).isEqualTo(lineup.place("b"));
    }

    @Test
    void walks_that_were_stopped_leave() {
        Walk<String> walk = walk(ModulePhase.COMING, "a", "b");
        Train<String> train = departing(Direction.DESCENDING, List.of(walk));

        assertThat(stop(train, Verdict.stop())).containsExactly(walk);
        assertThat(walk.outcome()).contains(new Outcome.Stopped("a"));
        assertThat(train.isEmpty()).isTrue();
        assertThat(train.place()).isEqualTo(Places.NOWHERE);
    }

    @Test
    void walks_that_have_turned_around_leave_and_go_back_by_another_train() {
        Walk<String> turning = walk(ModulePhase.COMING, "a", "b", "c");
        Walk<String> going = walk(ModulePhase.COMING, "a", "c");
        Train<String> train = departing(Direction.DESCENDING, List.of(turning, going));
        assertThat(stop(train, Verdict.ok())).isEmpty();
        assertThat(train.place()).isEqualTo(lineup.place("b"));

        assertThat(stop(train, Verdict.veto("no"))).containsExactly(turning);
        assertThat(turning.ended()).isFalse();
        assertThat(onBoard(train)).containsExactly(going);

        Train<String> back = Train.leaving(lineup.route(), Direction.ASCENDING, lineup.place("b"), List.of(turning));
        List<Walk<String>> off = new ArrayList<>();
        back.advance(off);
        assertThat(off).isEmpty();
        assertThat(back.place()).isEqualTo(lineup.place("a"));
        assertThat(stop(back, Verdict.ok())).containsExactly(turning);
        assertThat(turning.outcome().orElseThrow()).isInstanceOf(Outcome.Vetoed.class);
    }

    @Test
    void a_train_that_leaves_stands_where_its_walks_were_visited_until_it_advances() {
        Walk<String> walk = walk(ModulePhase.LIVE, "b", "c");
        walk.visited(lineup.place("b"), Verdict.ok(), Source.HANDLER);
        Train<String> train = Train.leaving(lineup.route(), Direction.DESCENDING, lineup.place("b"), List.of(walk));
        assertThat(train.place()).isEqualTo(lineup.place("b"));

        train.advance(new ArrayList<>());
        assertThat(train.place()).isEqualTo(lineup.place("c"));
    }

    @Test
    void the_first_walks_can_be_uncoupled() {
        Walk<String> one = walk(ModulePhase.LIVE, "a");
        Walk<String> two = walk(ModulePhase.LIVE, "a");
        Walk<String> three = walk(ModulePhase.LIVE, "a");
        Train<String> train = departing(Direction.DESCENDING, List.of(one, two, three));

        assertThat(train.uncouple(0)).isEmpty();
        assertThat(train.size()).isEqualTo(3);
        assertThat(train.uncouple(2)).containsExactly(one, two);
        assertThat(onBoard(train)).containsExactly(three);
        assertThat(train.place()).isEqualTo(lineup.place("a"));
        assertThat(train.uncouple(1)).containsExactly(three);
        assertThat(train.isEmpty()).isTrue();
    }

    @Test
    void what_was_uncoupled_can_be_kept_while_the_train_goes_on() {
        Walk<String> one = walk(ModulePhase.LIVE, "a", "b");
        Walk<String> two = walk(ModulePhase.LIVE, "a", "b");
        Train<String> train = departing(Direction.DESCENDING, List.of(one, two));
        List<Walk<String>> uncoupled = train.uncouple(1);
        stop(train, Verdict.ok());

        assertThat(uncoupled).containsExactly(one);
    }

    @Test
    void a_train_does_not_share_the_list_that_it_was_made_of() {
        List<Walk<String>> walks = new ArrayList<>(List.of(walk(ModulePhase.LIVE, "a")));
        Train<String> train = departing(Direction.DESCENDING, walks);
        walks.clear();

        assertThat(train.size()).isEqualTo(1);
    }

    @Test
    void what_all_of_its_walks_got_is_noted_once_and_each_has_it_in_the_end() {
        Places all = lineup.places("a", "b", "c");
        Walk<String> one = Traveller.walk(1, "k1", ModulePhase.COMING, all);
        Walk<String> two = Traveller.walk(2, "k2", ModulePhase.COMING, all);
        Train<String> train = departing(Direction.DESCENDING, List.of(one, two));
        List<Walk<String>> off = new ArrayList<>();
        while (!train.isEmpty()) {
            assertThat(train.allVisit()).isTrue();
            assertThat(train.visitedAlike(Verdict.ok())).isTrue();
            train.advance(off);
        }

        assertThat(off).containsExactly(one, two);
        for (Walk<String> walk : off) {
            assertThat(walk.holders()).isSameAs(all);
            assertThat(walk.steps()).isEqualTo(3);
            assertThat(walk.receipt().visits())
                    .extracting(VisitRecord::subscriber, VisitRecord::verdict)
                    .containsExactly(tuple("a", Verdict.ok()), tuple("b", Verdict.ok()), tuple("c", Verdict.ok()));
        }
    }

    @Test
    void a_walk_that_is_set_apart_has_what_all_got_before() {
        Places all = lineup.places("a", "b", "c", "d");
        Walk<String> one = Traveller.walk(1, "k1", ModulePhase.COMING, all);
        Walk<String> two = Traveller.walk(2, "k2", ModulePhase.COMING, all);
        Train<String> train = departing(Direction.DESCENDING, List.of(one, two));
        List<Walk<String>> off = new ArrayList<>();
        for (int stop = 0; stop < 2; stop++) {
            assertThat(train.visitedAlike(Verdict.ok())).isTrue();
            train.advance(off);
        }
        assertThat(train.visitedAlike(Verdict.done()))
                .as("not what they got before")
                .isFalse();
        assertThat(train.visitedAlike(Verdict.veto("no"))).isFalse();
        train.catchUp();
        one.visited(train.place(), Verdict.done(), Source.HANDLER);
        two.visited(train.place(), Verdict.veto("no"), Source.HANDLER);
        train.advance(off);

        assertThat(off).containsExactly(two);
        assertThat(two.undoing()).isTrue();
        assertThat(two.next(lineup.place("c"))).isEqualTo(lineup.place("b"));
        assertThat(train.visitedAlike(Verdict.ok())).isTrue();
        train.advance(off);
        assertThat(off).containsExactly(two, one);
        assertThat(Lineup.ids(one.holders())).containsExactly("a", "b", "d");
        assertThat(one.receipt().visits())
                .extracting(VisitRecord::verdict)
                .containsExactly(Verdict.ok(), Verdict.ok(), Verdict.done(), Verdict.ok());
    }

    @Test
    void walks_that_got_the_same_everywhere_end_together_and_note_it_when_they_are_asked_for() {
        Places all = lineup.places("a", "c");
        Walk<String> one = Traveller.walk(1, "k1", ModulePhase.COMING, all);
        Walk<String> two = Traveller.walk(2, "k2", ModulePhase.COMING, all);
        Train<String> train = departing(Direction.DESCENDING, List.of(one, two));
        assertThat(train.visitedAlike(Verdict.ok())).isTrue();
        assertThat(train.end()).as("there is a place left").isNull();
        assertThat(train.advanceTogether()).isTrue();
        assertThat(train.end()).as("it has not been there yet").isNull();
        assertThat(train.visitedAlike(Verdict.ok())).isTrue();
        Ended<String> ended = Objects.requireNonNull(train.end());

        assertThat(train.isEmpty()).isTrue();
        assertThat(train.place()).isEqualTo(Places.NOWHERE);
        assertThat(one.ended()).isFalse();
        assertThat(ended.walks()).containsExactly(one, two);
        assertThat(ended.walks()).as("asked again").containsExactly(one, two);
        assertThat(one.outcome()).contains(new Outcome.Completed());
        assertThat(two.holders()).isSameAs(all);
        assertThat(two.receipt().visits()).extracting(VisitRecord::subscriber).containsExactly("a", "c");
    }

    @Test
    void a_train_whose_walks_were_told_one_by_one_does_not_end_together() {
        Train<String> train = departing(Direction.DESCENDING, List.of(walk(ModulePhase.LIVE, "a")));
        train.walk(0).visited(train.place(), Verdict.ok(), Source.HANDLER);

        assertThat(train.end()).isNull();
    }

    @Test
    void what_handlers_are_given_is_the_walks_own_also_when_some_have_left_the_train() {
        List<Walk<String>> walks = List.of(
                walk(ModulePhase.COMING, "a", "b"),
                walk(ModulePhase.COMING, "a", "b"),
                walk(ModulePhase.COMING, "a", "b"));
        Train<String> train = departing(Direction.DESCENDING, walks);
        assertThat(train.visit(2)).isSameAs(walks.get(2).visit());
        train.uncouple(1);
        assertThat(train.visit(0)).isSameAs(walks.get(1).visit());
        walks.get(1).visited(train.place(), Verdict.stop(), Source.HANDLER);
        walks.get(2).visited(train.place(), Verdict.ok(), Source.HANDLER);
        train.advance(new ArrayList<>());

        assertThat(train.visit(0)).isSameAs(walks.get(2).visit());
    }

    @Test
    void walks_with_different_ways_are_not_noted_in_one() {
        Train<String> train = departing(
                Direction.DESCENDING, List.of(walk(ModulePhase.LIVE, "a", "b"), walk(ModulePhase.LIVE, "a", "c")));

        assertThat(train.allVisit()).isFalse();
        assertThat(train.visitedAlike(Verdict.ok())).isFalse();
    }
}
