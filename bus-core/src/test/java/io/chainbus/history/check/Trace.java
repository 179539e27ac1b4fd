package io.chainbus.history.check;

import io.chainbus.history.Entry;
import io.chainbus.history.Line;
import io.chainbus.history.PhaseRule;
import io.chainbus.history.Recorded.Cause;
import io.chainbus.history.Recorded.Holding;
import io.chainbus.history.Recorded.Role;
import io.chainbus.history.Recorded.Trait;
import io.chainbus.history.Recorded.Verdict;
import io.chainbus.history.Stamp;
import io.chainbus.history.Turn;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A faultless history, laid out so that it can be corrupted on purpose. Lines are counted from 0 here. */
final class Trace {

    static final int NOWHERE = -1;

    final List<Line> lines;
    final Holding holding;
    private final Map<Long, Walk> walks = new LinkedHashMap<>();

    /** Where the lines of a walk are. */
    static final class Walk {
        final Entry.Published entry;
        final int published;
        int started = NOWHERE;
        int ended = NOWHERE;
        final List<Integer> visits = new ArrayList<>();
        final List<Integer> undone = new ArrayList<>();
        final List<Integer> skips = new ArrayList<>();

        Walk(Entry.Published entry, int published) {
            this.entry = entry;
            this.published = published;
        }

        long id() {
            return entry.walk();
        }

        PhaseRule rule() {
            return Scribe.rule(entry.phase());
        }

        boolean is(Role role) {
            return rule().role() == role;
        }

        boolean started() {
            return started != NOWHERE;
        }

        boolean ended() {
            return ended != NOWHERE;
        }
    }

    Trace(List<Line> lines) {
        this.lines = lines;
        this.holding = ((Entry.ChainDeclared) lines.get(0).entry()).holding();
        for (int i = 0; i < lines.size(); i++) {
            note(i, lines.get(i).entry());
        }
    }

    private void note(int i, Entry entry) {
        if (entry instanceof Entry.Published published) {
            walks.put(published.walk(), new Walk(published, i));
        } else if (entry instanceof Entry.Started started) {
            walk(started.walk()).started = i;
        } else if (entry instanceof Entry.Visited visited) {
            walk(visited.turn().walk()).visits.add(i);
        } else if (entry instanceof Entry.Undone undone) {
            walk(undone.turn().walk()).undone.add(i);
        } else if (entry instanceof Entry.Skipped skipped) {
            walk(skipped.walk()).skips.add(i);
        } else if (entry instanceof Entry.Ended ended) {
            walk(ended.walk()).ended = i;
        }
    }

    private Walk walk(long id) {
        return Objects.requireNonNull(walks.get(id));
    }

    /** The walks of publishes that have started. */
    Stream<Walk> walks() {
        return walks.values().stream().filter(walk -> walk.started() && walk.entry.cause() == Cause.PUBLISH);
    }

    /** The same, if they have ended. */
    Stream<Walk> ended() {
        return walks().filter(Walk::ended);
    }

    /** The replays that have visited somebody, and ended. */
    Stream<Walk> replays() {
        return walks.values().stream()
                .filter(walk -> walk.entry.cause() == Cause.REPLAY && walk.ended() && !walk.visits.isEmpty());
    }

    /** Whether there are walks that have not ended, or whose turn has not come. */
    boolean cutOff() {
        long refused = linesOf(Entry.TurnRefused.class).count();
        return walks.values().stream().filter(walk -> !walk.ended()).count() > refused;
    }

    /** All walks of that key that started after that line, in the order in which they did. */
    List<Walk> startedAfter(int line, String key) {
        return walks.values().stream()
                .filter(walk -> walk.entry.key().equals(key) && walk.started > line)
                .sorted((a, b) -> Integer.compare(a.started, b.started))
                .toList();
    }

    Entry entry(int line) {
        return lines.get(line).entry();
    }

    Stamp stamp(int line) {
        return lines.get(line).stamp();
    }

    Turn turn(int line) {
        return entry(line) instanceof Entry.Undone undone ? undone.turn() : ((Entry.Visited) entry(line)).turn();
    }

    Entry.Ended end(Walk walk) {
        return (Entry.Ended) entry(walk.ended);
    }

    IntStream linesOf(Class<? extends Entry> type) {
        return IntStream.range(0, lines.size()).filter(i -> type.isInstance(entry(i)));
    }

    /** Who is on the chain just before that line. */
    Map<String, Entry.Registered> membersAt(int line) {
        Map<String, Entry.Registered> members = new LinkedHashMap<>();
        for (int i = 0; i < line; i++) {
            if (entry(i) instanceof Entry.Registered registered) {
                members.put(registered.subscriber(), registered);
            } else if (entry(i) instanceof Entry.Unregistered unregistered) {
                members.remove(unregistered.subscriber());
            }
        }
        return members;
    }

    boolean observer(Walk walk, String subscriber) {
        Entry.Registered registered = membersAt(walk.started).get(subscriber);
        return registered != null && registered.traits().contains(Trait.OBSERVER);
    }

    /** Whether the visit ends its walk. */
    boolean decisive(Walk walk, int visit) {
        Verdict verdict = turn(visit).verdict();
        return !observer(walk, turn(visit).subscriber())
                && (verdict == Verdict.VETO || (verdict == Verdict.STOP && !walk.is(Role.RELEASE)));
    }

    boolean accepts(Walk walk, int visit) {
        return walk.is(Role.ACQUIRE)
                && turn(visit).verdict().accepts()
                && !observer(walk, turn(visit).subscriber());
    }

    Set<String> visitors(Walk walk) {
        Set<String> visitors = new LinkedHashSet<>();
        walk.visits.forEach(visit -> visitors.add(turn(visit).subscriber()));
        return visitors;
    }

    /** Who is on the route, stays there, is no observer, and is neither visited nor passed. */
    List<String> bystanders(Walk walk) {
        Set<String> staying = new LinkedHashSet<>(membersAt(walk.started).keySet());
        staying.removeIf(id -> observer(walk, id) || membershipChanges(walk.started, lines.size(), id) > 0);
        staying.removeAll(visitors(walk));
        walk.skips.forEach(skip -> staying.remove(((Entry.Skipped) entry(skip)).subscriber()));
        return List.copyOf(staying);
    }

    /** How many lines say that somebody, or that subscriber, joined or left. */
    long membershipChanges(int from, int to, String subscriber) {
        return IntStream.range(Math.max(from, 0), to)
                .filter(i -> (entry(i) instanceof Entry.Registered joined
                                && joined.subscriber().equals(subscriber))
                        || (entry(i) instanceof Entry.Unregistered left
                                && left.subscriber().equals(subscriber)))
                .count();
    }

    boolean membershipChanges(int from, int to) {
        return IntStream.range(from, to)
                .anyMatch(i -> entry(i) instanceof Entry.Registered || entry(i) instanceof Entry.Unregistered);
    }

    // ---- corrupted copies

    List<Line> without(int... dropped) {
        List<Line> copy = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            int line = i;
            if (IntStream.of(dropped).noneMatch(d -> d == line)) {
                copy.add(lines.get(i));
            }
        }
        return copy;
    }

    List<Line> with(int line, Entry entry) {
        List<Line> copy = new ArrayList<>(lines);
        copy.set(line, new Line(stamp(line), entry));
        return copy;
    }

    List<Line> withTurn(int line, Turn turn) {
        return with(line, entry(line) instanceof Entry.Undone ? new Entry.Undone(turn) : new Entry.Visited(turn));
    }

    /** With another line behind {@code line}, stamped like that one. */
    List<Line> withAfter(int line, Entry entry) {
        List<Line> copy = new ArrayList<>(lines);
        copy.add(line + 1, new Line(stamp(line), entry));
        return copy;
    }

    /** With the line moved to where {@code before} stands. */
    List<Line> moved(int line, int before) {
        List<Line> copy = new ArrayList<>(lines);
        Line moved = copy.remove(line);
        copy.add(before > line ? before - 1 : before, moved);
        return copy;
    }

    List<Line> exchanged(int a, int b) {
        List<Line> copy = new ArrayList<>(lines);
        copy.set(a, lines.get(b));
        copy.set(b, lines.get(a));
        return copy;
    }

    /** The two visits, each by the other's subscriber. */
    List<Line> exchangedSubscribers(int a, int b) {
        List<Line> copy = withTurn(a, Turns.by(turn(a), turn(b).subscriber()));
        copy.set(b, withTurn(b, Turns.by(turn(b), turn(a).subscriber())).get(b));
        return copy;
    }

    /** The visit after that one, by somebody else, in no time and with an ok. */
    Turn following(int line, String subscriber) {
        Turn last = turn(line);
        long now = last.to();
        return new Turn(
                last.walk(),
                last.step() + 1,
                subscriber,
                last.phase(),
                Verdict.OK,
                io.chainbus.history.Recorded.Source.HANDLER,
                now,
                now,
                "");
    }

    static <T> T last(List<T> list) {
        return list.get(list.size() - 1);
    }

    static boolean none(Collection<?> collection) {
        return collection.isEmpty();
    }
}
