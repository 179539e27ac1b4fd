package io.chainbus.history.check;

import io.chainbus.history.Entry;
import io.chainbus.history.Line;
import io.chainbus.history.Recorded.Cause;
import io.chainbus.history.Turn;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What breaks P5. */
final class KeyCorruptions {

    private KeyCorruptions() {}

    static Stream<Corruption> all() {
        return Stream.of(
                Corruption.of(
                        "a walk ends before its last visit",
                        Promise.P5,
                        trace -> trace.ended()
                                .filter(walk -> !walk.visits.isEmpty())
                                .map(KeyCorruptions::lastStep)
                                .filter(step -> trace.membersAt(step.line())
                                        .containsKey(trace.turn(step.line()).subscriber()))
                                .map(step -> () -> trace.moved(step.walk().ended, step.line()))),
                Corruption.of(
                        "a walk ends after the key's next has started",
                        Promise.P5,
                        trace -> trace.ended()
                                .flatMap(walk -> next(trace, walk).stream()
                                        .map(next -> () -> trace.moved(walk.ended, next.started + 1)))),
                Corruption.of(
                        "a walk starts while another of its key is under way",
                        Promise.P5,
                        trace -> trace.ended()
                                .flatMap(walk -> next(trace, walk).stream()
                                        .filter(next -> next.published < walk.ended)
                                        .map(next -> () -> trace.moved(next.started, walk.ended)))),
                Corruption.of(
                        "a walk starts before it is accepted",
                        Promise.P5,
                        trace -> trace.walks().map(walk -> () -> trace.moved(walk.started, walk.published))),
                Corruption.of(
                        "two walks are accepted against their numbers",
                        Promise.P5,
                        trace -> published(trace).map(pair -> () -> trace.exchanged(pair[0], pair[1]))),
                Corruption.of("a walk overtakes another of its key", Promise.P5, KeyCorruptions::overtaken),
                Corruption.of(
                        "a walk does not end before the key's next starts",
                        Promise.P5,
                        trace -> trace.ended()
                                .filter(walk -> next(trace, walk).isPresent())
                                .map(walk -> () -> trace.without(walk.ended))),
                Corruption.of(
                        "a walk does not start",
                        Promise.P5,
                        trace -> trace.ended().map(walk -> () -> trace.without(walk.started))),
                Corruption.of(
                        "a walk is not accepted",
                        Promise.P5,
                        trace -> trace.walks().map(walk -> () -> trace.without(walk.published))),
                Corruption.of(
                        "a walk ends twice",
                        Promise.P5,
                        trace -> trace.ended().map(walk -> () -> trace.withAfter(walk.ended, trace.entry(walk.ended)))),
                Corruption.of(
                        "a walk starts twice",
                        Promise.P5,
                        trace -> trace.walks()
                                .map(walk -> () -> trace.withAfter(walk.started, trace.entry(walk.started)))),
                Corruption.of(
                        "a visit begins before its walk starts",
                        Promise.P5,
                        trace -> trace.walks()
                                .flatMap(walk -> walk.visits.stream()
                                        .limit(1)
                                        .filter(visit -> {
                                            Turn turn = trace.turn(visit);
                                            return turn.source().byHandler()
                                                    && Scribe.node(turn.subscriber())
                                                            .equals("n1");
                                        })
                                        .map(visit -> () -> trace.withTurn(
                                                visit,
                                                Turns.at(
                                                        trace.turn(visit),
                                                        trace.stamp(walk.started)
                                                                        .at()
                                                                - 1,
                                                        trace.turn(visit).to()))))));
    }

    private record Step(Trace.Walk walk, int line) {}

    private static Step lastStep(Trace.Walk walk) {
        return new Step(walk, Trace.last(walk.undone.isEmpty() ? walk.visits : walk.undone));
    }

    private static Optional<Trace.Walk> next(Trace trace, Trace.Walk walk) {
        return trace.startedAfter(walk.started, walk.entry.key()).stream().findFirst();
    }

    /** Lines of publishes that follow each other. */
    private static Stream<int[]> published(Trace trace) {
        int[] lines = trace.linesOf(Entry.Published.class).toArray();
        return IntStream.range(1, lines.length).mapToObj(i -> new int[] {lines[i - 1], lines[i]});
    }

    /** Two publishes of a key, of which the second comes before the first has started, exchange their numbers. */
    private static Stream<Supplier<List<Line>>> overtaken(Trace trace) {
        return trace.walks()
                .flatMap(walk -> trace.startedAfter(walk.started, walk.entry.key()).stream()
                        .filter(later -> later.entry.cause() == Cause.PUBLISH && later.published < walk.started)
                        .map(later -> () -> {
                            List<Line> copy = trace.with(walk.published, numbered(walk.entry, later.id()));
                            Entry second = numbered(later.entry, walk.id());
                            copy.set(
                                    later.published,
                                    trace.with(later.published, second).get(later.published));
                            return copy;
                        }));
    }

    private static Entry numbered(Entry.Published entry, long walk) {
        return new Entry.Published(walk, entry.key(), entry.phase(), entry.direction(), entry.cause());
    }
}
