package io.chainbus.scene;

import io.chainbus.history.Entry;
import io.chainbus.history.HistorySource;
import io.chainbus.history.Line;
import io.chainbus.history.PhaseRule;
import io.chainbus.history.Place;
import io.chainbus.history.PlacedLine;
import io.chainbus.history.Recorded;
import io.chainbus.history.Stamp;
import io.chainbus.history.Turn;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A history in the making, by its entries, on one chain of a kernel's phases. */
final class Lines {

    private final List<PlacedLine> lines = new ArrayList<>();

    Lines(Recorded.Holding holding) {
        add(new Entry.ChainDeclared(
                holding,
                Map.of(
                        "UNFORMED",
                        new PhaseRule(Recorded.Role.ACQUIRE, Recorded.Direction.DESCENDING, "", false),
                        "COMING",
                        new PhaseRule(Recorded.Role.ACQUIRE, Recorded.Direction.DESCENDING, "GOING", true),
                        "LIVE",
                        new PhaseRule(Recorded.Role.NOTIFY, Recorded.Direction.DESCENDING, "", false),
                        "GOING",
                        new PhaseRule(Recorded.Role.RELEASE, Recorded.Direction.ASCENDING, "", false))));
    }

    /** Adds a line; its number. */
    int add(Entry entry) {
        int number = lines.size() + 1;
        Stamp stamp = new Stamp(number, "n1", number, "modules");
        lines.add(new PlacedLine(new Place("run.jsonl", number), new Line(stamp, entry)));
        return number;
    }

    void registered(String id, int priority, Recorded.Trait... traits) {
        add(new Entry.Registered(id, priority, 0, Recorded.Anchor.NONE, List.of(), List.of(), Set.of(traits)));
    }

    void left(String id) {
        add(new Entry.Unregistered(id, 0, Recorded.Absence.LEFT));
    }

    void published(long walk, String key, String phase, Recorded.Cause cause) {
        add(new Entry.Published(walk, key, phase, Recorded.Direction.DESCENDING, cause));
    }

    void started(long walk) {
        add(new Entry.Started(walk, 0));
    }

    void visited(long walk, String phase, String id, Recorded.Verdict verdict) {
        add(new Entry.Visited(turn(walk, phase, id, verdict)));
    }

    void undone(long walk, String phase, String id) {
        add(new Entry.Undone(turn(walk, phase, id, Recorded.Verdict.OK)));
    }

    private static Turn turn(long walk, String phase, String id, Recorded.Verdict verdict) {
        return new Turn(walk, 0, id, phase, verdict, Recorded.Source.HANDLER, 0, 0, "");
    }

    int ended(long walk, Recorded.Outcome outcome) {
        return add(new Entry.Ended(walk, outcome, ""));
    }

    int size() {
        return lines.size();
    }

    HistorySource source() {
        Iterator<PlacedLine> each = List.copyOf(lines).iterator();
        return new HistorySource() {
            @Override
            public boolean hasNext() {
                return each.hasNext();
            }

            @Override
            public PlacedLine next() {
                return each.next();
            }

            @Override
            public List<String> warnings() {
                return List.of();
            }

            @Override
            public void close() {}
        };
    }
}
