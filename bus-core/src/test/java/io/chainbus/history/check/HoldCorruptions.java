package io.chainbus.history.check;

import static io.chainbus.history.check.Trace.last;
import static io.chainbus.history.check.Turns.by;
import static io.chainbus.history.check.Turns.in;
import static io.chainbus.history.check.Turns.saying;

import io.chainbus.history.Entry;
import io.chainbus.history.Line;
import io.chainbus.history.Recorded.Cause;
import io.chainbus.history.Recorded.Holding;
import io.chainbus.history.Recorded.Outcome;
import io.chainbus.history.Recorded.Role;
import io.chainbus.history.Recorded.Verdict;
import io.chainbus.history.Turn;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What breaks P3 and P4. */
final class HoldCorruptions {

    private HoldCorruptions() {}

    static Stream<Corruption> all() {
        return Stream.concat(mirror(), undo());
    }

    private static Stream<Corruption> mirror() {
        return Stream.of(
                Corruption.of(
                        "a release does not visit a holder",
                        Promise.P3,
                        trace -> trace.ended()
                                .filter(walk -> walk.is(Role.RELEASE))
                                .flatMap(walk -> walk.visits.stream()
                                        .filter(visit -> !trace.observer(
                                                walk, trace.turn(visit).subscriber())))
                                .map(visit -> () -> trace.without(visit))),
                Corruption.of(
                        "a release visits somebody who does not hold the key",
                        Promise.P3,
                        trace -> trace.ended()
                                .filter(walk -> walk.is(Role.RELEASE) && trace.holding == Holding.ACCEPTED)
                                .filter(walk -> !walk.visits.isEmpty())
                                .flatMap(walk -> trace.bystanders(walk).stream()
                                        .map(id -> () -> visitedToo(trace, last(walk.visits), id)))),
                Corruption.of(
                        "an acceptance that a release goes by was none",
                        Promise.P3,
                        trace -> turnedAcceptances(trace, Verdict.OK, Verdict.DONE, true)),
                Corruption.of(
                        "who did not accept had accepted",
                        Promise.P3,
                        trace -> turnedAcceptances(trace, Verdict.DONE, Verdict.OK, false)));
    }

    /** A verdict of somebody whom the key's next release visits, or does not, for no other reason. */
    private static Stream<Supplier<List<Line>>> turnedAcceptances(
            Trace trace, Verdict from, Verdict to, boolean visited) {
        return trace.ended()
                .filter(walk -> trace.holding == Holding.ACCEPTED && walk.is(Role.ACQUIRE))
                .filter(walk -> trace.end(walk).outcome() != Outcome.VETOED)
                .flatMap(walk -> walk.visits.stream()
                        .filter(visit ->
                                trace.turn(visit).verdict() == from && decidesRelease(trace, walk, visit, visited))
                        .map(visit -> () -> trace.withTurn(visit, saying(trace.turn(visit), to))));
    }

    private static boolean decidesRelease(Trace trace, Trace.Walk walk, int visit, boolean visited) {
        String id = trace.turn(visit).subscriber();
        List<Trace.Walk> later = trace.startedAfter(walk.started, walk.entry.key());
        Optional<Trace.Walk> release = later.stream()
                .filter(w -> w.is(Role.RELEASE) && w.entry.cause() == Cause.PUBLISH)
                .findFirst();
        if (release.isEmpty()
                || !release.get().ended()
                || trace.membershipChanges(walk.started, release.get().ended, id) > 0
                || trace.observer(walk, id)) {
            return false;
        }
        boolean alone = trace.startedAfter(-1, walk.entry.key()).stream()
                .filter(w -> w.id() != walk.id() && w.started < release.get().started && w.is(Role.ACQUIRE))
                .noneMatch(w -> trace.visitors(w).contains(id));
        boolean torndown =
                later.stream().anyMatch(w -> w.entry.cause() == Cause.TEARDOWN && w.started < release.get().started);
        return alone
                && !torndown
                && trace.visitors(release.get()).contains(id) == visited
                && release.get().skips.isEmpty();
    }

    private static List<Line> visitedToo(Trace trace, int last, String id) {
        return trace.withAfter(last, new Entry.Visited(trace.following(last, id)));
    }

    private static Stream<Corruption> undo() {
        return Stream.of(
                Corruption.of(
                        "an acceptance is not undone",
                        Promise.P4,
                        trace -> undone(trace).map(undo -> () -> trace.without(undo))),
                Corruption.of(
                        "an acceptance is undone twice",
                        Promise.P4,
                        trace -> undone(trace).map(undo -> () -> trace.withAfter(undo, trace.entry(undo)))),
                Corruption.of(
                        "two undos exchange their subscribers",
                        Promise.P4,
                        trace -> trace.walks()
                                .flatMap(walk -> IntStream.range(1, walk.undone.size())
                                        .mapToObj(i -> () -> trace.exchangedSubscribers(
                                                walk.undone.get(i - 1), walk.undone.get(i))))),
                Corruption.of(
                        "an undo takes place before the veto",
                        Promise.P4,
                        trace -> trace.walks()
                                .flatMap(walk ->
                                        walk.undone.stream().map(undo -> () -> trace.moved(undo, last(walk.visits))))),
                Corruption.of(
                        "an undo delivers another phase",
                        Promise.P4,
                        trace -> undone(trace).map(undo -> () -> trace.withTurn(undo, in(trace.turn(undo), "OTHER")))),
                Corruption.of(
                        "somebody who did not accept is asked to undo",
                        Promise.P4,
                        trace -> trace.walks()
                                .flatMap(walk -> walk.undone.stream()
                                        .map(undo -> () -> trace.withAfter(undo, undoBy(trace, walk, undo))))),
                Corruption.of(
                        "an acceptance of a successful walk is undone",
                        Promise.P4,
                        trace -> trace.ended()
                                .filter(walk -> walk.is(Role.ACQUIRE) && !vetoed(trace, walk) && !walk.visits.isEmpty())
                                .map(walk -> () -> trace.withAfter(
                                        last(walk.visits), new Entry.Undone(trace.turn(last(walk.visits)))))),
                Corruption.of(
                        "a vetoed walk says that it was completed",
                        Promise.P4,
                        trace -> ends(trace)
                                .filter(walk -> vetoed(trace, walk))
                                .map(walk -> () -> ending(trace, walk, Outcome.COMPLETED, ""))),
                Corruption.of(
                        "a successful walk says that it was vetoed",
                        Promise.P4,
                        trace -> ends(trace)
                                .filter(walk -> !vetoed(trace, walk))
                                .map(walk -> () -> ending(trace, walk, Outcome.VETOED, "a"))),
                Corruption.of(
                        "a walk says that somebody else vetoed it",
                        Promise.P4,
                        trace -> ends(trace)
                                .filter(walk -> vetoed(trace, walk))
                                .map(walk -> () -> ending(trace, walk, Outcome.VETOED, "nobody"))),
                Corruption.of(
                        "the veto of a vetoed walk was none",
                        Promise.P4,
                        trace -> ends(trace)
                                .filter(walk -> vetoed(trace, walk))
                                .map(walk -> () -> trace.withTurn(
                                        last(walk.visits), saying(trace.turn(last(walk.visits)), Verdict.FAILED)))),
                Corruption.of(
                        "a walk goes on after a veto",
                        Promise.P4,
                        trace -> ends(trace)
                                .filter(walk -> vetoed(trace, walk))
                                .flatMap(walk -> trace.bystanders(walk).stream()
                                        .map(id -> () -> visitedToo(trace, last(walk.visits), id)))),
                Corruption.of(
                        "an acceptance was a veto",
                        Promise.P4,
                        trace -> ends(trace)
                                .filter(walk -> walk.is(Role.ACQUIRE))
                                .flatMap(walk -> walk.visits.stream().filter(visit -> trace.accepts(walk, visit)))
                                .map(visit -> () -> trace.withTurn(visit, saying(trace.turn(visit), Verdict.VETO)))),
                Corruption.of(
                        "a release was vetoed",
                        Promise.P4,
                        trace -> ends(trace)
                                .filter(walk -> !walk.is(Role.ACQUIRE))
                                .flatMap(walk -> walk.visits.stream()
                                        .filter(visit -> !trace.observer(
                                                walk, trace.turn(visit).subscriber()))
                                        .filter(visit -> !trace.decisive(walk, visit)))
                                .map(visit -> () -> trace.withTurn(visit, saying(trace.turn(visit), Verdict.VETO)))),
                Corruption.of(
                        "nothing says why an acceptance is not undone",
                        Promise.P4,
                        trace -> ends(trace)
                                .filter(walk -> vetoed(trace, walk))
                                .flatMap(walk -> walk.skips.stream()
                                        .filter(skip -> trace.visitors(walk)
                                                .contains(((Entry.Skipped) trace.entry(skip)).subscriber())))
                                .map(skip -> () -> trace.without(skip))));
    }

    private static Stream<Trace.Walk> ends(Trace trace) {
        return trace.ended();
    }

    private static Stream<Integer> undone(Trace trace) {
        return trace.ended().flatMap(walk -> walk.undone.stream());
    }

    private static boolean vetoed(Trace trace, Trace.Walk walk) {
        return trace.end(walk).outcome() == Outcome.VETOED;
    }

    private static List<Line> ending(Trace trace, Trace.Walk walk, Outcome outcome, String by) {
        return trace.with(walk.ended, new Entry.Ended(walk.id(), outcome, by));
    }

    /** As that undo, but of the one who vetoed. */
    private static Entry undoBy(Trace trace, Trace.Walk walk, int undo) {
        Turn turn = trace.turn(undo);
        return new Entry.Undone(by(turn, trace.turn(last(walk.visits)).subscriber()));
    }
}
