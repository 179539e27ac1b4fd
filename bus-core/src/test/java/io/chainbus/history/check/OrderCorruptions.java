package io.chainbus.history.check;

import static io.chainbus.history.check.Turns.at;
import static io.chainbus.history.check.Turns.in;

import io.chainbus.history.Entry;
import io.chainbus.history.Line;
import io.chainbus.history.Recorded.Direction;
import io.chainbus.history.Recorded.Source;
import io.chainbus.history.Turn;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What breaks P1 and P2. */
final class OrderCorruptions {

    private OrderCorruptions() {}

    static Stream<Corruption> all() {
        return Stream.of(
                Corruption.of(
                        "two visits exchange their subscribers",
                        Promise.P1,
                        trace -> pairs(trace)
                                .filter(pair -> trace.turn(pair.first()).verdict()
                                        == trace.turn(pair.second()).verdict())
                                .map(pair -> () -> trace.exchangedSubscribers(pair.first(), pair.second()))),
                Corruption.of(
                        "the lines of two visits are exchanged",
                        Promise.P1,
                        trace -> pairs(trace).map(pair -> () -> trace.exchanged(pair.first(), pair.second()))),
                Corruption.of("a walk is announced the wrong way round", Promise.P1, OrderCorruptions::turnedRound),
                Corruption.of(
                        "a visit delivers another phase",
                        Promise.P1,
                        trace -> trace.walks()
                                .flatMap(walk -> walk.visits.stream())
                                .map(visit -> () -> trace.withTurn(visit, in(trace.turn(visit), "OTHER")))),
                Corruption.of("a visit begins before the one before has ended", Promise.P2, OrderCorruptions::overlap),
                Corruption.of(
                        "a visit ends before it begins",
                        Promise.P2,
                        trace -> trace.walks()
                                .flatMap(walk -> Stream.concat(walk.visits.stream(), walk.undone.stream()))
                                .map(visit -> () -> {
                                    Turn turn = trace.turn(visit);
                                    return trace.withTurn(visit, at(turn, turn.to() + 1, turn.to()));
                                })));
    }

    private record Pair(Trace.Walk walk, int first, int second) {}

    /** Visits that follow each other, of subscribers that take part. */
    private static Stream<Pair> pairs(Trace trace) {
        return trace.walks()
                .flatMap(walk -> IntStream.range(1, walk.visits.size())
                        .mapToObj(i -> new Pair(walk, walk.visits.get(i - 1), walk.visits.get(i))))
                .filter(pair -> plain(trace, pair.walk(), pair.first()) && plain(trace, pair.walk(), pair.second()));
    }

    private static boolean plain(Trace trace, Trace.Walk walk, int visit) {
        Turn turn = trace.turn(visit);
        return !trace.observer(walk, turn.subscriber())
                && !trace.decisive(walk, visit)
                && Scribe.node(turn.subscriber()).equals("n1");
    }

    private static Stream<Supplier<List<Line>>> turnedRound(Trace trace) {
        return trace.linesOf(Entry.Published.class).mapToObj(i -> () -> {
            Entry.Published entry = (Entry.Published) trace.entry(i);
            Direction other = entry.direction() == Direction.ASCENDING ? Direction.DESCENDING : Direction.ASCENDING;
            return trace.with(i, new Entry.Published(entry.walk(), entry.key(), entry.phase(), other, entry.cause()));
        });
    }

    private static Stream<Supplier<List<Line>>> overlap(Trace trace) {
        return trace.walks()
                .flatMap(walk -> Stream.concat(consecutive(walk.visits), consecutive(walk.undone)))
                .filter(pair -> {
                    Turn first = trace.turn(pair[0]);
                    Turn second = trace.turn(pair[1]);
                    return first.source() != Source.DEADLINE
                            && first.to() > first.from()
                            && Scribe.node(first.subscriber()).equals(Scribe.node(second.subscriber()));
                })
                .map(pair -> () -> trace.withTurn(
                        pair[1],
                        at(
                                trace.turn(pair[1]),
                                trace.turn(pair[0]).to() - 1,
                                trace.turn(pair[1]).to())));
    }

    private static Stream<int[]> consecutive(List<Integer> steps) {
        return IntStream.range(1, steps.size()).mapToObj(i -> new int[] {steps.get(i - 1), steps.get(i)});
    }
}
