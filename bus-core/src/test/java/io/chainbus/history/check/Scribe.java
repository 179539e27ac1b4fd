package io.chainbus.history.check;

import io.chainbus.history.Entry;
import io.chainbus.history.Line;
import io.chainbus.history.PhaseRule;
import io.chainbus.history.Place;
import io.chainbus.history.PlacedLine;
import io.chainbus.history.Recorded;
import io.chainbus.history.Recorded.Cause;
import io.chainbus.history.Recorded.Direction;
import io.chainbus.history.Recorded.Role;
import io.chainbus.history.Recorded.Source;
import io.chainbus.history.Recorded.Verdict;
import io.chainbus.history.Stamp;
import io.chainbus.history.Turn;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Writes histories by hand: it takes care of stamps, times, steps and versions, and of nothing else. */
final class Scribe {

    /** A module's phases, and those of a probe, whose ways are the other way round. */
    static final Map<String, PhaseRule> PHASES = phases();

    static final String CHAIN = "modules";

    private final List<Line> lines = new ArrayList<>();
    private final Map<Long, Entry.Published> published = new LinkedHashMap<>();
    private final Map<Long, Long> steps = new LinkedHashMap<>();
    private final Map<Long, Long> undoSteps = new LinkedHashMap<>();
    private long now;
    private long version;

    private static Map<String, PhaseRule> phases() {
        Map<String, PhaseRule> phases = new LinkedHashMap<>();
        phases.put("UNFORMED", new PhaseRule(Role.ACQUIRE, Direction.DESCENDING, "", false));
        phases.put("COMING", new PhaseRule(Role.ACQUIRE, Direction.DESCENDING, "GOING", true));
        phases.put("LIVE", new PhaseRule(Role.NOTIFY, Direction.DESCENDING, "", false));
        phases.put("GOING", new PhaseRule(Role.RELEASE, Direction.ASCENDING, "", false));
        phases.put("PROBE", new PhaseRule(Role.ACQUIRE, Direction.ASCENDING, "DROP", true));
        phases.put("TOUCH", new PhaseRule(Role.NOTIFY, Direction.ASCENDING, "", false));
        phases.put("DROP", new PhaseRule(Role.RELEASE, Direction.DESCENDING, "", false));
        return phases;
    }

    static PhaseRule rule(String phase) {
        return Objects.requireNonNull(PHASES.get(phase), phase);
    }

    private String phaseOf(long walk) {
        return Objects.requireNonNull(published.get(walk), "not published").phase();
    }

    static Scribe accepted() {
        return new Scribe().write(new Entry.ChainDeclared(Recorded.Holding.ACCEPTED, PHASES));
    }

    static Scribe current() {
        return new Scribe().write(new Entry.ChainDeclared(Recorded.Holding.CURRENT, PHASES));
    }

    /** The chain has been closed, and is opened again under its name. */
    Scribe anew(Recorded.Holding holding) {
        published.clear();
        steps.clear();
        undoSteps.clear();
        version = 0;
        return write(new Entry.ChainDeclared(holding, PHASES));
    }

    /** A chain of a, b and c, in that order: four lines. */
    static Scribe abc() {
        return accepted().registered("a", 30).registered("b", 20).registered("c", 10);
    }

    List<Line> lines() {
        return new ArrayList<>(lines);
    }

    /** As they would be read from a file: {@code Scribe.FILE}, each on its own line. */
    static List<PlacedLine> placed(List<Line> lines) {
        List<PlacedLine> placed = new ArrayList<>();
        for (Line line : lines) {
            placed.add(new PlacedLine(new Place("history", placed.size() + 1), line));
        }
        return placed;
    }

    static CheckReport check(List<Line> lines) {
        HistoryChecker checker = new HistoryChecker();
        placed(lines).forEach(checker::accept);
        return checker.finish();
    }

    CheckReport check() {
        return check(lines);
    }

    /** A walk that was accepted. */
    static Trail trail(long walk, String key, String phase) {
        Entry.Published entry =
                new Entry.Published(walk, key, phase, rule(phase).direction(), Cause.PUBLISH);
        Mark mark = new Mark(walk, new Place("history", walk), new Stamp(walk, "n1", walk, CHAIN));
        return new Trail(entry, rule(phase), Recorded.Holding.ACCEPTED, mark, 0, new Reporter(new Findings(), CHAIN));
    }

    long tick() {
        return ++now;
    }

    long version() {
        return version;
    }

    /** Subscribers whose id begins with {@code far} are on a node of their own, whose time is another. */
    static String node(String subscriber) {
        return subscriber.startsWith("far") ? "n2" : "n1";
    }

    static long skew(String node) {
        return node.equals("n2") ? 1_000_000 : 0;
    }

    Scribe write(Entry entry) {
        return write("n1", entry);
    }

    Scribe write(String node, Entry entry) {
        lines.add(new Line(new Stamp(tick() + skew(node), node, lines.size() + 1, CHAIN), entry));
        return this;
    }

    Scribe registered(String id, int priority, Recorded.Trait... traits) {
        Set<Recorded.Trait> all = EnumSet.noneOf(Recorded.Trait.class);
        all.addAll(List.of(traits));
        return registered(id, priority, Recorded.Anchor.NONE, List.of(), List.of(), all);
    }

    Scribe registered(
            String id,
            int priority,
            Recorded.Anchor anchor,
            List<String> before,
            List<String> after,
            Set<Recorded.Trait> traits) {
        return write(new Entry.Registered(id, priority, ++version, anchor, before, after, traits));
    }

    Scribe unregistered(String id) {
        return unregistered(id, Recorded.Absence.LEFT);
    }

    Scribe unregistered(String id, Recorded.Absence cause) {
        return write(new Entry.Unregistered(id, ++version, cause));
    }

    Scribe away(String id) {
        return away(id, Recorded.Absence.DIED);
    }

    Scribe away(String id, Recorded.Absence cause) {
        return write(new Entry.Away(id, cause));
    }

    Scribe resumed(String id) {
        return resumed(id, false);
    }

    Scribe resumed(String id, boolean replay) {
        return write(new Entry.Resumed(id, version, replay));
    }

    Scribe published(long walk, String key, String phase) {
        return published(walk, key, phase, Cause.PUBLISH);
    }

    Scribe published(long walk, String key, String phase, Cause cause) {
        Entry.Published entry =
                new Entry.Published(walk, key, phase, rule(phase).direction(), cause);
        published.put(walk, entry);
        return write(entry);
    }

    Scribe started(long walk) {
        return write(new Entry.Started(walk, version));
    }

    /** Accepted and started at once. */
    Scribe begin(long walk, String key, String phase) {
        return published(walk, key, phase).started(walk);
    }

    Scribe visited(long walk, String id, Verdict verdict) {
        long from = tick();
        return visited(walk, id, verdict, Source.HANDLER, from, tick());
    }

    Scribe visited(long walk, String id, Verdict verdict, Source source, long from, long to) {
        return write(node(id), new Entry.Visited(turn(walk, id, verdict, source, from, to, false)));
    }

    /** Its policy answers, since it is away. */
    Scribe answered(long walk, String id, Verdict verdict) {
        long now = tick();
        return visited(walk, id, verdict, Source.DEATH, now, now);
    }

    /**
     * Its node is gone and with it what it had done of the walk, so many visits: another node writes its policy's verdict in
     * the place of the first of them.
     */
    Scribe stoodInFor(long walk, String id, Verdict verdict, int lost) {
        long now = tick();
        long step = steps.merge(walk, 1L - lost, Long::sum) - 1;
        return write(
                "n1",
                new Entry.Visited(new Turn(walk, step, id, phaseOf(walk), verdict, Source.DEATH, now, now, "is gone")));
    }

    /** The same, where so many visits are lost and it is passed by. */
    Scribe passed(long walk, String id, int lost) {
        steps.merge(walk, (long) -lost, Long::sum);
        return write("n1", new Entry.Skipped(walk, id, Recorded.Absence.DIED));
    }

    /** All of them accept. */
    Scribe visited(long walk, String... ids) {
        for (String id : ids) {
            visited(walk, id, Verdict.OK);
        }
        return this;
    }

    Scribe undone(long walk, String... ids) {
        for (String id : ids) {
            long from = tick();
            undone(walk, id, Verdict.OK, Source.HANDLER, from, tick());
        }
        return this;
    }

    Scribe undone(long walk, String id, Verdict verdict, Source source, long from, long to) {
        return write(node(id), new Entry.Undone(turn(walk, id, verdict, source, from, to, true)));
    }

    private Turn turn(long walk, String id, Verdict verdict, Source source, long from, long to, boolean undo) {
        long skew = skew(node(id));
        long step = (undo ? undoSteps : steps).merge(walk, 1L, Long::sum) - 1;
        String phase = phaseOf(walk);
        String reason = verdict == Verdict.VETO || verdict == Verdict.FAILED ? "would not" : "";
        return new Turn(
                walk, step, id, undo ? rule(phase).undo() : phase, verdict, source, from + skew, to + skew, reason);
    }

    Scribe skipped(long walk, String id) {
        return write(new Entry.Skipped(walk, id, Recorded.Absence.LEFT));
    }

    Scribe completed(long walk) {
        return write(new Entry.Ended(walk, Recorded.Outcome.COMPLETED, ""));
    }

    Scribe stopped(long walk, String by) {
        return write(new Entry.Ended(walk, Recorded.Outcome.STOPPED, by));
    }

    Scribe vetoed(long walk, String by) {
        return write(new Entry.Ended(walk, Recorded.Outcome.VETOED, by));
    }
}
