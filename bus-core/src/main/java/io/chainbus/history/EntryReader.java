package io.chainbus.history;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes a line of its fields. */
final class EntryReader {

    private EntryReader() {}

    /** The line; empty when it is of a type that this version does not know. */
    static Optional<Line> line(Fields fields) {
        Stamp stamp = new Stamp(fields.number("at"), fields.text("node"), fields.count("clock"), fields.text("chain"));
        return entry(fields.text("type"), fields).map(entry -> new Line(stamp, entry));
    }

    private static Optional<Entry> entry(String type, Fields fields) {
        return switch (type) {
            case "visited" -> Optional.of(new Entry.Visited(turn(fields)));
            case "undone" -> Optional.of(new Entry.Undone(turn(fields)));
            case "published" -> Optional.of(published(fields));
            case "started" -> Optional.of(new Entry.Started(fields.count("walk"), fields.count("version")));
            case "ended" ->
                Optional.of(new Entry.Ended(
                        fields.count("walk"), fields.word("outcome", Recorded.Outcome.class), fields.textOr("by", "")));
            case "skipped" ->
                Optional.of(new Entry.Skipped(
                        fields.count("walk"), fields.text("subscriber"), fields.word("why", Recorded.Absence.class)));
            case "registered" -> Optional.of(registered(fields));
            case "unregistered" ->
                Optional.of(new Entry.Unregistered(
                        fields.text("subscriber"),
                        fields.count("version"),
                        fields.word("cause", Recorded.Absence.class)));
            case "away" ->
                Optional.of(new Entry.Away(fields.text("subscriber"), fields.word("cause", Recorded.Absence.class)));
            case "resumed" ->
                Optional.of(new Entry.Resumed(
                        fields.text("subscriber"), fields.count("version"), fields.flagOr("replay", false)));
            case "recovered" ->
                Optional.of(new Entry.Recovered(
                        fields.count("epoch"), fields.countsOrNone("open"), fields.countsOrNone("ended")));
            case "chain" -> Optional.of(declared(fields));
            case "refused" -> Optional.of(refused(fields));
            case "late" -> Optional.of(late(fields));
            default -> Optional.empty();
        };
    }

    private static Turn turn(Fields fields) {
        return new Turn(
                fields.count("walk"),
                fields.count("step"),
                fields.text("subscriber"),
                fields.text("phase"),
                fields.word("verdict", Recorded.Verdict.class),
                fields.word("source", Recorded.Source.class),
                fields.number("from"),
                fields.number("to"),
                fields.textOr("reason", ""));
    }

    private static Entry published(Fields fields) {
        return new Entry.Published(
                fields.count("walk"),
                fields.text("key"),
                fields.text("phase"),
                fields.word("direction", Recorded.Direction.class),
                fields.word("cause", Recorded.Cause.class));
    }

    private static Entry registered(Fields fields) {
        Set<Recorded.Trait> traits = EnumSet.noneOf(Recorded.Trait.class);
        for (Recorded.Trait trait : Recorded.Trait.values()) {
            if (fields.flagOr(trait.text(), false)) {
                traits.add(trait);
            }
        }
        return new Entry.Registered(
                fields.text("subscriber"),
                fields.priority("priority"),
                fields.count("version"),
                fields.has("anchor") ? fields.word("anchor", Recorded.Anchor.class) : Recorded.Anchor.NONE,
                fields.textsOrNone("before"),
                fields.textsOrNone("after"),
                traits);
    }

    private static Entry declared(Fields fields) {
        Map<String, PhaseRule> phases = new LinkedHashMap<>();
        fields.objects("phases").forEach((name, phase) -> {
            Recorded.Role role = phase.word("role", Recorded.Role.class);
            phases.put(
                    name,
                    new PhaseRule(
                            role,
                            phase.word("direction", Recorded.Direction.class),
                            phase.textOr("undo", ""),
                            phase.flagOr("vetoable", role == Recorded.Role.ACQUIRE)));
        });
        return new Entry.ChainDeclared(fields.word("membership", Recorded.Holding.class), phases);
    }

    private static Entry refused(Fields fields) {
        if (fields.has("walk")) {
            return new Entry.TurnRefused(fields.count("walk"), fields.textOr("key", ""), fields.text("why"));
        }
        if (fields.has("subscriber")) {
            return new Entry.SubscriberRefused(fields.text("subscriber"), fields.text("why"));
        }
        if (fields.has("key")) {
            return new Entry.PublishRefused(fields.text("key"), fields.text("why"));
        }
        throw fields.expected("subscriber", "a string ('key' for a publish)");
    }

    private static Entry late(Fields fields) {
        return new Entry.Late(
                fields.count("walk"),
                fields.text("subscriber"),
                fields.text("phase"),
                fields.word("verdict", Recorded.Verdict.class),
                fields.number("from"),
                fields.number("to"),
                fields.has("undoPhase")
                        ? new Entry.Amends.Undid(
                                fields.text("undoPhase"), fields.word("undoVerdict", Recorded.Verdict.class))
                        : new Entry.Amends.None());
    }
}
