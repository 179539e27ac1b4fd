package io.chainbus.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.chainbus.chain.Lineup;
import io.chainbus.event.ModulePhase;
import io.chainbus.event.PhaseSet;
import io.chainbus.verdict.Source;
import io.chainbus.verdict.Verdict;
import io.chainbus.walk.Cause;
import io.chainbus.walk.Publication;
import io.chainbus.walk.Train;
import io.chainbus.walk.Walk;
import java.util.ArrayList;
import java.util.List;

/** A dispatcher for scenarios: short to write. */
final class Depot {

    final Dispatcher<String, String> dispatcher;
    final Lineup lineup;

    Depot(Holding holding) {
        dispatcher = new Dispatcher<>("modules", holding, PhaseSet.of(ModulePhase.values()));
        lineup = new Lineup(dispatcher.membership());
    }

    Publication<String> accept(String key, ModulePhase phase) {
        return dispatcher.accept(key, "payload of " + key, phase, Cause.FORWARD, receipt -> {});
    }

    /** All that can. */
    Departure<String, String> depart() {
        return dispatcher.depart(100);
    }

    /** Those that visit one subscriber alone. */
    List<Solo<String, String>> departSolos() {
        List<Solo<String, String>> departing = new ArrayList<>();
        dispatcher.departSolos(departing::add);
        return departing;
    }

    /** Accepts the event and lets it depart alone. */
    Walk<String> depart(String key, ModulePhase phase) {
        accept(key, phase);
        Departure<String, String> departure = depart();
        assertThat(departure.started()).hasSize(1);
        return departure.started().get(0);
    }

    /** Gives the walk those verdicts in turn, and ends it. */
    void finish(Walk<String> walk, Verdict... verdicts) {
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

    static List<Long> numbers(List<Walk<String>> walks) {
        return walks.stream().map(Walk::id).toList();
    }

    static List<Long> numbers(Train<String> train) {
        List<Walk<String>> walks = new ArrayList<>();
        for (int index = 0; index < train.size(); index++) {
            walks.add(train.walk(index));
        }
        return numbers(walks);
    }

    static List<String> targets(Walk<String> walk) {
        return Lineup.ids(walk.targets());
    }
}
