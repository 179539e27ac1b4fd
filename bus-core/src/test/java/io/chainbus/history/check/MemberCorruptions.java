package io.chainbus.history.check;

import io.chainbus.history.Entry;
import io.chainbus.history.Line;
import io.chainbus.history.Recorded.Role;
import io.chainbus.history.Recorded.Verdict;
import io.chainbus.history.Turn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What breaks P6 and P7. */
final class MemberCorruptions {

    private MemberCorruptions() {}

    static Stream<Corruption> all() {
        return Stream.concat(joined(), left());
    }

    // ---- P6

    private static Stream<Corruption> joined() {
        return Stream.of(
                Corruption.of(
                        "a route is older than a registration",
                        Promise.P6,
                        trace -> trace.walks()
                                .filter(walk -> lastJoin(trace, walk.published) > 1)
                                .map(walk -> () -> trace.with(
                                        walk.started,
                                        new Entry.Started(walk.id(), lastJoin(trace, walk.published) - 1)))),
                Corruption.of(
                        "a route is of a membership that is still to come",
                        Promise.P6,
                        trace -> trace.walks()
                                .map(walk -> () -> trace.with(
                                        walk.started,
                                        new Entry.Started(
                                                walk.id(),
                                                ((Entry.Started) trace.entry(walk.started)).version() + 1)))),
                Corruption.of("somebody had joined before", Promise.P6, MemberCorruptions::joinedBefore),
                Corruption.of(
                        "nothing says that somebody joined",
                        Promise.P6,
                        Promise.P7,
                        trace -> trace.linesOf(Entry.Registered.class)
                                .skip(1)
                                .filter(i -> trace.membershipChanges(i + 1, trace.lines.size()))
                                .mapToObj(i -> () -> trace.without(i))),
                Corruption.of("somebody who joined is never visited", Promise.P6, MemberCorruptions::neverVisited),
                Corruption.of("somebody who joins is not told of something", Promise.P6, MemberCorruptions::notTold));
    }

    /** Somebody is told of something, which it does not care for; without that it joins all the same. */
    private static Stream<Supplier<List<Line>>> notTold(Trace trace) {
        return trace.replays()
                .filter(walk -> trace.turn(walk.visits.get(0)).verdict() == Verdict.DONE
                        && joins(
                                trace,
                                walk.ended,
                                trace.turn(walk.visits.get(0)).subscriber()))
                .map(walk -> () -> trace.without(walk.published, walk.started, walk.visits.get(0), walk.ended));
    }

    /** Whether the next that is heard of somebody's joining is that this one does. */
    private static boolean joins(Trace trace, int line, String subscriber) {
        for (Line later : trace.lines.subList(line, trace.lines.size())) {
            if (later.entry() instanceof Entry.Registered registered) {
                return registered.subscriber().equals(subscriber);
            }
            if (later.entry() instanceof Entry.SubscriberRefused) {
                return false;
            }
        }
        return false;
    }

    private static long lastJoin(Trace trace, int line) {
        return trace.linesOf(Entry.Registered.class)
                .filter(i -> i < line)
                .mapToLong(i -> ((Entry.Registered) trace.entry(i)).version())
                .max()
                .orElse(0);
    }

    private static Stream<Supplier<List<Line>>> joinedBefore(Trace trace) {
        return trace.walks()
                .flatMap(walk -> trace.linesOf(Entry.Registered.class)
                        .filter(i -> i > walk.started && !trace.membershipChanges(walk.published, i))
                        .mapToObj(i -> () -> trace.moved(i, walk.published)));
    }

    /** All visits of somebody who joined a running chain are taken out, and the steps closed up. */
    private static Stream<Supplier<List<Line>>> neverVisited(Trace trace) {
        int firstWalk = trace.linesOf(Entry.Published.class).min().orElse(trace.lines.size());
        return trace.linesOf(Entry.Registered.class)
                .filter(i -> i > firstWalk)
                .filter(i -> trace.membershipChanges(i + 1, trace.lines.size(), id(trace, i)) == 0)
                .filter(i -> trace.walks()
                        .flatMap(walk -> walk.visits.stream().filter(visit -> trace.decisive(walk, visit)))
                        .noneMatch(visit -> trace.turn(visit).subscriber().equals(id(trace, i))))
                .filter(i -> trace.ended()
                        .anyMatch(walk -> walk.published > i
                                && !walk.is(Role.RELEASE)
                                && trace.visitors(walk).contains(id(trace, i))))
                .mapToObj(i -> () -> withoutVisits(trace, i, id(trace, i)));
    }

    private static String id(Trace trace, int registered) {
        return ((Entry.Registered) trace.entry(registered)).subscriber();
    }

    private static List<Line> withoutVisits(Trace trace, int from, String id) {
        List<Line> copy = new ArrayList<>();
        Map<String, Integer> taken = new HashMap<>();
        for (int i = 0; i < trace.lines.size(); i++) {
            Entry entry = trace.entry(i);
            boolean visit = entry instanceof Entry.Visited || entry instanceof Entry.Undone;
            if (i < from || !visit) {
                copy.add(trace.lines.get(i));
                continue;
            }
            Turn turn = trace.turn(i);
            String pass = entry.type() + turn.walk();
            if (turn.subscriber().equals(id)) {
                taken.merge(pass, 1, Integer::sum);
            } else {
                Turn closedUp = new Turn(
                        turn.walk(),
                        turn.step() - taken.getOrDefault(pass, 0),
                        turn.subscriber(),
                        turn.phase(),
                        turn.verdict(),
                        turn.source(),
                        turn.from(),
                        turn.to(),
                        turn.reason());
                copy.add(trace.withTurn(i, closedUp).get(i));
            }
        }
        return copy;
    }

    // ---- P7

    private static Stream<Corruption> left() {
        return Stream.of(
                Corruption.of("somebody had left before a visit", Promise.P7, MemberCorruptions::leftBefore),
                Corruption.of("somebody who has left is visited", Promise.P7, MemberCorruptions::visitedAfterwards),
                Corruption.of(
                        "nothing says that somebody left",
                        Promise.P6,
                        Promise.P7,
                        trace -> trace.linesOf(Entry.Unregistered.class)
                                .filter(i -> trace.membershipChanges(i + 1, trace.lines.size())
                                        || trace.walks().anyMatch(walk -> walk.started > i))
                                .mapToObj(i -> () -> trace.without(i))),
                Corruption.of(
                        "somebody leaves twice",
                        Promise.P7,
                        trace -> trace.linesOf(Entry.Unregistered.class)
                                .mapToObj(i -> () -> trace.withAfter(i, trace.entry(i)))));
    }

    private static Stream<Supplier<List<Line>>> leftBefore(Trace trace) {
        return trace.linesOf(Entry.Unregistered.class).boxed().flatMap(left -> {
            String id = ((Entry.Unregistered) trace.entry(left)).subscriber();
            return trace.walks()
                    .flatMap(walk -> walk.visits.stream()
                            .filter(visit -> visit < left
                                    && trace.turn(visit).subscriber().equals(id)
                                    && trace.turn(visit).source().byHandler()
                                    && Scribe.node(id).equals("n1")
                                    && trace.membershipChanges(walk.started, visit, id) == 0
                                    && !trace.membershipChanges(visit, left)))
                    .map(visit -> () -> trace.moved(left, visit));
        });
    }

    private static Stream<Supplier<List<Line>>> visitedAfterwards(Trace trace) {
        return trace.linesOf(Entry.Unregistered.class).boxed().flatMap(left -> {
            String id = ((Entry.Unregistered) trace.entry(left)).subscriber();
            return trace.walks()
                    .filter(walk -> walk.started > left || Scribe.node(id).equals("n1"))
                    .flatMap(walk -> walk.visits.stream())
                    .filter(visit -> visit > left
                            && trace.membershipChanges(left + 1, visit, id) == 0
                            && Scribe.node(trace.turn(visit).subscriber()).equals("n1")
                            && trace.turn(visit).to() > trace.stamp(left).at())
                    .map(visit -> () -> trace.withAfter(visit, new Entry.Visited(trace.following(visit, id))));
        });
    }
}
