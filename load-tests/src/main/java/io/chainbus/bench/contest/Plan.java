package io.chainbus.bench.contest;

import io.chainbus.bench.candidate.Candidate;
import io.chainbus.bench.trial.Cell;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is measured.
 *
 * @param legs one after the other, with all their rounds; what is in one leg is measured in turn, and can be compared
 */
public record Plan(List<List<Run>> legs) {

    /** Events a second where they come at a fixed rate: far below what each of the candidates can do. */
    public static final int USUAL_RATE = 50_000;

    private static final int MIDDLE = 8;
    private static final int LARGE = 1000;

    /** Those that go through everything: Chainbus, a peer that keeps an order, and the two that are fastest. */
    private static final List<Candidate> THOROUGH =
            List.of(Candidate.CHAINBUS, Candidate.SPRING, Candidate.REACTOR, Candidate.DISRUPTOR_LOOP);

    private static final List<Candidate> WORKING =
            Stream.concat(THOROUGH.stream(), Stream.of(Candidate.LOOP)).toList();

    /** All that has to be known to say what holds; of it what those candidates take part in. */
    public static Plan usual(List<Candidate> candidates) {
        List<Run> middle = new ArrayList<>(runs(Candidate.ALL, Cell.plain(MIDDLE)));
        middle.addAll(runs(THOROUGH, Cell.fullSpeed(MIDDLE, 2, 0)));
        middle.addAll(runs(THOROUGH, Cell.fullSpeed(MIDDLE, 4, 0)));
        return new Plan(List.of(
                        runs(Candidate.ALL, Cell.plain(1)),
                        middle,
                        runs(Candidate.ALL, Cell.plain(64)),
                        runs(THOROUGH, Cell.plain(LARGE)),
                        runs(WORKING, Cell.fullSpeed(MIDDLE, 1, 1)),
                        runs(WORKING, Cell.fullSpeed(MIDDLE, 1, 10)),
                        runs(THOROUGH, Cell.paced(MIDDLE, USUAL_RATE))))
                .only(candidates);
    }

    /**
     * Every one of those candidates in every combination.
     *
     * @param rate events a second, with each number of subscribers as well; 0 for none
     */
    public static Plan all(
            List<Candidate> candidates,
            List<Integer> subscribers,
            List<Integer> publishers,
            List<Integer> handlerMicros,
            int rate) {
        List<List<Run>> legs = new ArrayList<>();
        for (int visited : subscribers) {
            List<Run> leg = new ArrayList<>();
            for (int publishing : publishers) {
                handlerMicros.forEach(
                        micros -> leg.addAll(runs(candidates, Cell.fullSpeed(visited, publishing, micros))));
            }
            if (rate > 0) {
                leg.addAll(runs(candidates, Cell.paced(visited, rate)));
            }
            legs.add(leg);
        }
        return new Plan(legs);
    }

    private static List<Run> runs(List<Candidate> candidates, Cell cell) {
        return candidates.stream().map(candidate -> new Run(candidate, cell)).toList();
    }

    private Plan only(List<Candidate> candidates) {
        return new Plan(legs.stream()
                .map(leg -> leg.stream()
                        .filter(run -> candidates.contains(run.candidate()))
                        .toList())
                .filter(leg -> !leg.isEmpty())
                .toList());
    }

    /** How many trials a round of all takes. */
    public int trials() {
        return legs.stream().mapToInt(List::size).sum();
    }
}
