package io.chainbus.walk;

import io.chainbus.chain.Places;
import io.chainbus.event.Direction;
import io.chainbus.event.Phase;
import io.chainbus.verdict.Result;
import io.chainbus.verdict.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The one answer to a publish (promise P9): how it ended, and each visit with its verdict. The details are put together
 * only when they are asked for. Immutable and safe to share between threads.
 *
 * @param <T> the payload
 */
public final class Receipt<T> {

    private final Publication<T> publication;
    private final Outcome outcome;
    /** Absent when the publish was refused: there was no walk. */
    private final @Nullable Walk<T> walk;

    private Receipt(Publication<T> publication, Outcome outcome, @Nullable Walk<T> walk) {
        this.publication = publication;
        this.outcome = outcome;
        this.walk = walk;
    }

    static <T> Receipt<T> ofWalk(Walk<T> walk, Outcome outcome) {
        return new Receipt<>(walk.publication(), outcome, walk);
    }

    /** The receipt of a publish that led to no walk. */
    public static <T> Receipt<T> refused(Publication<T> publication, PublishRefusal refusal) {
        return new Receipt<>(publication, new Outcome.Refused(refusal), null);
    }

    /** The receipt of a publish that was refused before it had a number: {@link #walk()} is 0. */
    public static <T> Receipt<T> refusedAtOnce(String key, Phase phase, T payload, PublishRefusal refusal) {
        return refused(new Published<>(0, key, payload, phase, Cause.FORWARD, receipt -> {}), refusal);
    }

    /** The walk's number, unique in the chain and growing in the order of acceptance. */
    public long walk() {
        return publication.walk();
    }

    public String key() {
        return publication.key();
    }

    public T payload() {
        return publication.payload();
    }

    public Phase phase() {
        return publication.phase();
    }

    public Outcome outcome() {
        return outcome;
    }

    /** Whether the event got through: completed, or stopped by a subscriber that handled it. */
    public boolean success() {
        return outcome.success();
    }

    /** The veto that ended the walk, if one did. */
    public Optional<Verdict.Veto> veto() {
        return outcome instanceof Outcome.Vetoed vetoed ? Optional.of(vetoed.veto()) : Optional.empty();
    }

    /** The visits in the order in which they took place, without those of the undo. */
    public List<VisitRecord> visits() {
        Walk<T> ended = walk;
        return ended == null ? List.of() : records(ended, ended.forwardVisits(), false);
    }

    /** The visits of the undo, in the order in which they took place. */
    public List<VisitRecord> undone() {
        Walk<T> ended = walk;
        return ended == null
                ? List.of()
                : ended.undoVisits().map(visits -> records(ended, visits, true)).orElse(List.of());
    }

    /** How many visits took place, those of the undo too. Costs nothing, unlike to ask which. */
    public int visitCount() {
        Walk<T> ended = walk;
        return ended == null
                ? 0
                : ended.forwardVisits().steps()
                        + ended.undoVisits().map(Visits::steps).orElse(0);
    }

    /** Those visits, of the undo too, that failed where nothing can be vetoed. */
    public List<VisitRecord> failures() {
        List<VisitRecord> failures = new ArrayList<>(visits());
        failures.addAll(undone());
        failures.removeIf(visit -> visit.result() != Result.FAILED);
        return List.copyOf(failures);
    }

    /** Whom the walk passed by since they had left or died, by id, in the order in which it passed them. */
    public Map<String, Skip> skipped() {
        Map<String, Skip> skipped = new LinkedHashMap<>();
        Walk<T> ended = walk;
        if (ended != null) {
            Direction direction = phase().direction();
            addSkips(ended, ended.forwardVisits(), direction, skipped);
            ended.undoVisits().ifPresent(undo -> addSkips(ended, undo, direction.opposite(), skipped));
        }
        return skipped;
    }

    private static void addSkips(Walk<?> walk, Visits visits, Direction heading, Map<String, Skip> into) {
        Places targets = walk.targets();
        for (int place = targets.first(heading); place != Places.NOWHERE; place = targets.next(place, heading)) {
            Skip skip = visits.skip(place);
            if (skip != null) {
                into.put(walk.route().member(place).id(), skip);
            }
        }
    }

    private static List<VisitRecord> records(Walk<?> walk, Visits visits, boolean undo) {
        Phase phase = walk.phase();
        Direction heading = undo ? phase.direction().opposite() : phase.direction();
        Phase delivered = undo ? phase.undo().orElse(phase) : phase;
        Cause cause = undo ? Cause.UNDO : walk.publication().cause();
        Places targets = walk.targets();
        List<VisitRecord> records = new ArrayList<>(visits.steps());
        for (int place = targets.first(heading); place != Places.NOWHERE; place = targets.next(place, heading)) {
            Verdict verdict = visits.verdict(place);
            if (verdict != null) {
                Result result = undo ? Result.ofUndo(verdict) : walk.forwardResult(place, verdict);
                records.add(new VisitRecord(
                        walk.route().member(place).id(),
                        delivered,
                        cause,
                        verdict,
                        result,
                        visits.source(place),
                        visits.timing(place)));
            }
        }
        return List.copyOf(records);
    }

    @Override
    public String toString() {
        return phase().name() + " of " + key() + ": " + outcome;
    }
}
