package io.chainbus.history.check;

import io.chainbus.history.Entry;
import io.chainbus.history.Line;
import io.chainbus.history.Recorded.Absence;
import io.chainbus.history.Recorded.Cause;
import io.chainbus.history.Recorded.Outcome;
import io.chainbus.history.Recorded.Role;
import io.chainbus.history.Recorded.Source;
import io.chainbus.history.Recorded.Verdict;
import io.chainbus.history.Turn;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What breaks P8. */
final class OnceCorruptions {

    private OnceCorruptions() {}

    static Stream<Corruption> all() {
        return Stream.of(
                Corruption.of(
                        "a visit is missing",
                        Promise.P8,
                        trace -> trace.ended()
                                .filter(walk -> !walk.is(Role.RELEASE))
                                .flatMap(walk -> walk.visits.stream().limit(Math.max(walk.visits.size() - 1, 0)))
                                .map(visit -> () -> trace.without(visit))),
                Corruption.of(
                        "the last visit of a completed walk is missing",
                        Promise.P8,
                        Promise.P6,
                        trace -> trace.ended()
                                .filter(walk -> !walk.is(Role.RELEASE) && !walk.visits.isEmpty())
                                .filter(walk -> trace.end(walk).outcome() == Outcome.COMPLETED)
                                .map(walk -> () -> trace.without(Trace.last(walk.visits)))),
                Corruption.of(
                        "a release leaves out an observer",
                        Promise.P8,
                        trace -> trace.ended()
                                .filter(walk -> walk.is(Role.RELEASE))
                                .flatMap(walk -> walk.visits.stream()
                                        .limit(Math.max(walk.visits.size() - 1, 0))
                                        .filter(visit -> trace.observer(
                                                walk, trace.turn(visit).subscriber())))
                                .map(visit -> () -> trace.without(visit))),
                Corruption.of(
                        "a visit takes place twice",
                        Promise.P8,
                        trace -> trace.walks()
                                .flatMap(walk -> walk.visits.stream())
                                .map(visit -> () -> trace.withAfter(visit, trace.entry(visit)))),
                Corruption.of(
                        "a visit was of somebody unheard of",
                        Promise.P8,
                        trace -> trace.walks()
                                .flatMap(walk -> walk.visits.stream())
                                .map(visit -> () -> trace.withTurn(visit, Turns.by(trace.turn(visit), "stranger")))),
                Corruption.of(
                        "a visit was of somebody visited before",
                        Promise.P8,
                        trace -> trace.walks()
                                .flatMap(walk -> IntStream.range(1, walk.visits.size())
                                        .filter(i -> !standsIn(trace, walk.visits.get(i), walk.visits.get(0)))
                                        .mapToObj(i -> () -> trace.withTurn(
                                                walk.visits.get(i),
                                                Turns.by(
                                                        trace.turn(walk.visits.get(i)),
                                                        trace.turn(walk.visits.get(0))
                                                                .subscriber()))))),
                Corruption.of(
                        "a walk goes on after a stop",
                        Promise.P8,
                        trace -> stopped(trace)
                                .flatMap(walk -> trace.bystanders(walk).stream()
                                        .map(id -> () -> trace.withAfter(
                                                Trace.last(walk.visits),
                                                new Entry.Visited(trace.following(Trace.last(walk.visits), id)))))),
                Corruption.of(
                        "the stop of a stopped walk was none",
                        Promise.P8,
                        trace -> stopped(trace)
                                .map(walk -> () -> trace.withTurn(
                                        Trace.last(walk.visits),
                                        Turns.saying(trace.turn(Trace.last(walk.visits)), Verdict.OK)))),
                Corruption.of(
                        "a stopped walk says that it was completed",
                        Promise.P8,
                        trace -> stopped(trace)
                                .map(walk -> () ->
                                        trace.with(walk.ended, new Entry.Ended(walk.id(), Outcome.COMPLETED, "")))),
                Corruption.of(
                        "a walk says that somebody else stopped it",
                        Promise.P8,
                        trace -> stopped(trace)
                                .map(walk -> () ->
                                        trace.with(walk.ended, new Entry.Ended(walk.id(), Outcome.STOPPED, "nobody")))),
                Corruption.of("somebody is passed who stays", Promise.P8, OnceCorruptions::passedAndStays),
                Corruption.of(
                        "somebody is passed who is not on the route",
                        Promise.P8,
                        trace -> trace.walks()
                                .map(walk -> () -> trace.withAfter(
                                        walk.started, new Entry.Skipped(walk.id(), "stranger", Absence.LEFT)))),
                Corruption.of(
                        "somebody is visited and passed",
                        Promise.P8,
                        trace -> trace.ended()
                                .filter(walk -> trace.end(walk).outcome() != Outcome.VETOED)
                                .flatMap(walk -> walk.visits.stream())
                                .map(visit -> () -> trace.withAfter(visit, skip(trace.turn(visit))))),
                Corruption.of(
                        "nothing says why a holder is not visited",
                        Promise.P3,
                        Promise.P8,
                        trace -> notSaid(trace, true)),
                Corruption.of(
                        "nothing says why a visit is missing", Promise.P8, Promise.P6, trace -> notSaid(trace, false)));
    }

    /** Whether it could be the verdict on a node that is gone, and with it the other visit: see {@link LostNodesTest}. */
    private static boolean standsIn(Trace trace, int visit, int other) {
        return trace.turn(visit).source() == Source.DEATH
                && !trace.lines
                        .get(visit)
                        .stamp()
                        .node()
                        .equals(trace.lines.get(other).stamp().node());
    }

    private static Stream<Supplier<List<Line>>> notSaid(Trace trace, boolean release) {
        return trace.ended()
                .filter(walk -> walk.is(Role.RELEASE) == release)
                .flatMap(walk -> walk.skips.stream()
                        .filter(skip ->
                                !trace.visitors(walk).contains(((Entry.Skipped) trace.entry(skip)).subscriber())))
                .map(skip -> () -> trace.without(skip));
    }

    private static Stream<Trace.Walk> stopped(Trace trace) {
        return trace.ended().filter(walk -> trace.end(walk).outcome() == Outcome.STOPPED);
    }

    private static Entry skip(Turn turn) {
        return new Entry.Skipped(turn.walk(), turn.subscriber(), Absence.LEFT);
    }

    /** A visit becomes a skip of somebody who never leaves, in a history that is not cut off. */
    private static Stream<Supplier<List<Line>>> passedAndStays(Trace trace) {
        if (trace.cutOff()) {
            return Stream.empty();
        }
        return trace.ended()
                .filter(walk -> walk.entry.cause() == Cause.PUBLISH)
                .flatMap(walk -> walk.visits.stream().filter(visit -> stays(trace, walk, visit)))
                .map(visit -> () -> trace.with(visit, skip(trace.turn(visit))));
    }

    /** Whether who was visited was on the chain when the walk started, and to the end: it, and not another of that id. */
    private static boolean stays(Trace trace, Trace.Walk walk, int visit) {
        String visited = trace.turn(visit).subscriber();
        return trace.membershipChanges(walk.started, trace.lines.size(), visited) == 0
                && trace.membersAt(visit).containsKey(visited);
    }
}
