package io.chainbus.history.check;

import io.chainbus.history.Entry;
import io.chainbus.history.PhaseRule;
import io.chainbus.history.Recorded;
import io.chainbus.history.Turn;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The walks of a chain that have not ended. Each gathers its lines, and is judged when it ends ({@link WalkJudge}); what
 * can only be told from where a line stands among others is told as it comes.
 */
final class Walks {

    private final Map<Long, Trail> open = new LinkedHashMap<>();
    private final Keys keys = new Keys();
    private final Replays replays = new Replays();
    private final Roll roll;
    private final Presence presence;
    private final StartRule starts;
    private final Strays strays;
    private final Reporter reporter;
    /** The one with the highest number; another coordinator may take back the numbers of those that had not started. */
    private @Nullable Trail lastPublished;

    private @Nullable Trail lastStarted;
    private boolean any;
    /** Walks of which lines may stand here again. */
    private final Set<Long> repeated = new HashSet<>();
    /** Walks that visit one subscriber alone and that another coordinator does not go on with: it may answer them yet. */
    private final Map<Long, Mark> dropped = new Latest<>(4096);

    Walks(Roll roll, Reporter reporter) {
        this.roll = roll;
        this.presence = new Presence(roll);
        this.starts = new StartRule(roll, keys);
        this.strays = new Strays(presence, reporter);
        this.reporter = reporter;
    }

    /** Whether there has been any. */
    boolean any() {
        return any;
    }

    /** Another coordinator goes on: what it does not know of had not started. */
    void recovered(Entry.Recovered entry, Mark mark) {
        repeated.clear();
        repeated.addAll(entry.open());
        repeated.addAll(entry.ended());
        boolean takenBack = false;
        for (Trail trail : List.copyOf(open.values())) {
            if (!repeated.contains(trail.id())) {
                forgotten(trail, mark);
                takenBack |= trail.equals(lastPublished);
                open.remove(trail.id());
                keys.over(trail);
                if (trail.isPrivate()) {
                    dropped.put(trail.id(), mark);
                }
            } else if (trail.start != null) {
                trail.recovered = mark;
            }
        }
        if (takenBack) {
            lastPublished = lastStarted;
            open.values().forEach(trail -> lastPublished = later(lastPublished, trail));
        }
    }

    private static Trail later(@Nullable Trail one, Trail other) {
        return one == null || one.id() < other.id() ? other : one;
    }

    /** A walk that another coordinator knows nothing of; of one that is private, its subscriber is asked anew. */
    private static void forgotten(Trail trail, Mark mark) {
        if (!trail.visits.isEmpty() && !trail.isPrivate()) {
            trail.broken(
                    Promise.P8,
                    "has visited " + trail.visits.get(0).subscriber()
                            + ", and the next coordinator does not know of it",
                    trail.visits.get(0).mark(),
                    mark);
        }
    }

    void published(Entry.Published entry, PhaseRule rule, Recorded.Holding holding, Mark mark) {
        any = true;
        boolean again = repeated.contains(entry.walk());
        if (again && open.containsKey(entry.walk())) {
            return;
        }
        Trail trail = new Trail(entry, rule, holding, mark, roll.versionOfLastJoin(), reporter);
        if (again && lastPublished != null && entry.walk() <= lastPublished.id()) {
            open.put(entry.walk(), trail);
            keys.of(trail).accepted(trail);
            return;
        }
        if (lastPublished != null && entry.walk() <= lastPublished.id()) {
            trail.broken(
                    Promise.P5,
                    "is accepted after walk " + lastPublished.id() + ", and numbers grow in the order of acceptance",
                    lastPublished.publishedAt,
                    mark);
            if (open.containsKey(entry.walk())) {
                return;
            }
        } else {
            lastPublished = trail;
        }
        if (entry.direction() != rule.direction()) {
            trail.broken(
                    Promise.P1,
                    "is announced as " + entry.direction() + ", and its phase is " + rule.direction(),
                    mark);
        }
        open.put(entry.walk(), trail);
        keys.of(trail).accepted(trail);
    }

    void started(Entry.Started entry, Mark mark) {
        Trail trail = open.get(entry.walk());
        if (trail == null) {
            strays.line(entry.walk(), "starts", mark);
        } else if (trail.start == null || !repeated.contains(entry.walk())) {
            starts.started(trail, entry, mark);
            lastStarted = later(lastStarted, trail);
        }
    }

    void visited(Turn turn, Mark mark) {
        Trail trail = open.get(turn.walk());
        if (trail == null) {
            stray(turn, mark);
            return;
        }
        Trail.Step visit = step(trail, turn, mark);
        trail.visited(visit);
        if (trail.published.cause() == Recorded.Cause.REPLAY && visit.member() != null) {
            replays.visited(trail, keys.of(trail), visit.member(), visit);
        }
    }

    void undone(Turn turn, Mark mark) {
        if (replays.undone(turn)) {
            return;
        }
        Trail trail = open.get(turn.walk());
        if (trail == null) {
            stray(turn, mark);
        } else {
            Trail.Step undo = step(trail, turn, mark);
            trail.standsFor(undo, trail.undone);
            trail.undone.add(undo);
        }
    }

    private void stray(Turn turn, Mark mark) {
        if (!dropped.containsKey(turn.walk())) {
            strays.visit(turn, mark);
        }
    }

    private Trail.Step step(Trail trail, Turn turn, Mark mark) {
        Trail.Start start = starts.startOf(trail, "visits " + turn.subscriber(), mark);
        return new Trail.Step(mark, turn, presence.attend(trail, start, turn, mark));
    }

    void skipped(Entry.Skipped entry, Mark mark) {
        Trail trail = open.get(entry.walk());
        if (trail == null) {
            if (!replays.passed(entry)) {
                strays.line(entry.walk(), "passes " + entry.subscriber(), mark);
            }
            return;
        }
        trail.skips.putIfAbsent(entry.subscriber(), new Trail.Pass(mark, entry.why()));
        Trail.Start start = starts.startOf(trail, "passes " + entry.subscriber(), mark);
        if (trail.isPrivate()) {
            return;
        }
        Member member = start.route().member(entry.subscriber());
        if (member == null) {
            trail.broken(
                    Promise.P8, "passes " + entry.subscriber() + ", which is not on its route", start.mark(), mark);
        } else if (!member.isGone() && member.skipped == null) {
            member.skipped = mark;
        }
    }

    void ended(Entry.Ended entry, Mark mark) {
        Trail trail = open.get(entry.walk());
        if (trail == null) {
            if (!repeated.contains(entry.walk())) {
                strays.line(entry.walk(), "ends", mark);
            }
            return;
        }
        Trail.Start start = starts.startOf(trail, "ends", mark);
        trail.passesUnheard(entry);
        trail.endsUnheard();
        keys.settle(WalkJudge.judge(trail, start, new Account.End(mark, entry)), mark);
        over(trail, mark);
    }

    void refused(Entry.TurnRefused entry, Mark mark) {
        Trail trail = open.get(entry.walk());
        if (trail == null) {
            strays.line(entry.walk(), "is refused", mark);
            return;
        }
        if (trail.start != null) {
            trail.broken(Promise.P5, "is refused after it has started", trail.start.mark(), mark);
        }
        over(trail, mark);
    }

    private void over(Trail trail, Mark mark) {
        open.remove(trail.id());
        strays.ended(trail, mark);
        keys.over(trail);
    }

    /** It has joined: what was replayed to it stays, and nothing that is up has been kept from it (P6). */
    void joined(Entry.Registered entry, Mark mark) {
        String subscriber = entry.subscriber();
        if (entry.traits().contains(Recorded.Trait.REPLAY)) {
            replays.missed(subscriber, keys)
                    .forEach((what, since) -> reporter.broken(
                            Promise.P6,
                            subscriber + " joins with replay, and has not accepted a replay of " + what,
                            since,
                            mark));
        }
        replays.settled(subscriber);
    }

    /** It is back: what was replayed to it stays, and what it does not hold has not been kept from it (P6). */
    void resumed(Member member, boolean replay, Mark mark) {
        if (replay) {
            replays.missed(member, keys)
                    .forEach((what, since) -> reporter.broken(
                            Promise.P6,
                            member + " comes back with replay, and has not accepted a replay of " + what,
                            since,
                            mark));
        }
        replays.settled(member.id);
    }

    /** It does not join after all. */
    void refused(String subscriber) {
        replays.settled(subscriber);
        roll.refused(subscriber).ifPresent(keys::left);
    }

    /** It is gone, and holds nothing. */
    void left(Member member) {
        keys.left(member);
    }

    /** The history is over: judges what was under way, as far as it went. Answers what has not ended. */
    List<Trail> finish() {
        for (Trail trail : open.values()) {
            if (trail.start != null) {
                WalkJudge.judge(trail, trail.start, null);
            }
        }
        return List.copyOf(open.values());
    }
}
