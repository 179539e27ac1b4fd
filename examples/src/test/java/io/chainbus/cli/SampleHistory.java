package io.chainbus.cli;

import io.chainbus.history.Entry;
import io.chainbus.history.HistoryWriter;
import io.chainbus.history.Line;
import io.chainbus.history.PhaseRule;
import io.chainbus.history.Recorded;
import io.chainbus.history.Recorded.Direction;
import io.chainbus.history.Recorded.Verdict;
import io.chainbus.history.Stamp;
import io.chainbus.history.Turn;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A history: net comes up and goes down; usb is vetoed; c leaves; net is announced to the rest. */
final class SampleHistory {

    private SampleHistory() {}

    /** Thirty lines. */
    static List<String> of(String chain) throws IOException {
        List<Entry> entries = new ArrayList<>();
        entries.add(new Entry.ChainDeclared(Recorded.Holding.ACCEPTED, phases())); // line 1
        entries.add(registered("a", 30, 1));
        entries.add(registered("b", 20, 2));
        entries.add(registered("c", 10, 3));
        entries.addAll(start(1, "net", "COMING", Direction.DESCENDING, 3)); // 5
        visit(entries, 1, "COMING", Verdict.OK, "a", "b", "c"); // 7
        entries.add(new Entry.Ended(1, Recorded.Outcome.COMPLETED, "")); // 10
        entries.addAll(start(2, "net", "GOING", Direction.ASCENDING, 3)); // 11
        visit(entries, 2, "GOING", Verdict.OK, "c", "b", "a"); // 13
        entries.add(new Entry.Ended(2, Recorded.Outcome.COMPLETED, "")); // 16
        entries.addAll(start(3, "usb", "COMING", Direction.DESCENDING, 3)); // 17
        visit(entries, 3, "COMING", Verdict.OK, "a", "b"); // 19
        entries.add(new Entry.Visited(turn(entries, 3, 2, "c", "COMING", Verdict.VETO))); // 21
        entries.add(new Entry.Undone(turn(entries, 3, 0, "b", "GOING", Verdict.OK))); // 22
        entries.add(new Entry.Undone(turn(entries, 3, 1, "a", "GOING", Verdict.OK))); // 23
        entries.add(new Entry.Ended(3, Recorded.Outcome.VETOED, "c")); // 24
        entries.add(new Entry.Unregistered("c", 4, Recorded.Absence.LEFT)); // 25
        entries.addAll(start(4, "net", "LIVE", Direction.DESCENDING, 4)); // 26
        visit(entries, 4, "LIVE", Verdict.OK, "a", "b"); // 28
        entries.add(new Entry.Ended(4, Recorded.Outcome.COMPLETED, "")); // 30
        return text(chain, entries);
    }

    private static Map<String, PhaseRule> phases() {
        return Map.of(
                "COMING", new PhaseRule(Recorded.Role.ACQUIRE, Direction.DESCENDING, "GOING", true),
                "LIVE", new PhaseRule(Recorded.Role.NOTIFY, Direction.DESCENDING, "", false),
                "GOING", new PhaseRule(Recorded.Role.RELEASE, Direction.ASCENDING, "", false));
    }

    private static Entry registered(String id, int priority, long version) {
        return new Entry.Registered(id, priority, version, Recorded.Anchor.NONE, List.of(), List.of(), Set.of());
    }

    private static List<Entry> start(long walk, String key, String phase, Direction direction, long version) {
        return List.of(
                new Entry.Published(walk, key, phase, direction, Recorded.Cause.PUBLISH),
                new Entry.Started(walk, version));
    }

    private static void visit(List<Entry> entries, long walk, String phase, Verdict verdict, String... ids) {
        for (int step = 0; step < ids.length; step++) {
            entries.add(new Entry.Visited(turn(entries, walk, step, ids[step], phase, verdict)));
        }
    }

    /** Of the line that comes next, which is written at ten times its number. */
    private static Turn turn(List<Entry> entries, long walk, long step, String id, String phase, Verdict verdict) {
        long at = 10L * (entries.size() + 1);
        return new Turn(walk, step, id, phase, verdict, Recorded.Source.HANDLER, at - 5, at - 3, "");
    }

    private static List<String> text(String chain, List<Entry> entries) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (HistoryWriter writer = new HistoryWriter(out)) {
            for (int i = 0; i < entries.size(); i++) {
                writer.write(new Line(new Stamp(10L * (i + 1), "n1", i + 1L, chain), entries.get(i)));
            }
        }
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
