package io.chainbus.coordinator;

import io.chainbus.coordinator.ModelSubscriber.Given;
import io.chainbus.event.Phase;
import io.chainbus.event.Role;
import io.chainbus.verdict.Result;
import io.chainbus.verdict.Source;
import io.chainbus.verdict.Verdict;
import io.chainbus.walk.Cause;
import io.chainbus.walk.Skip;
import io.chainbus.walk.VisitRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A walk of the {@link ModelChain}: whom it is still to visit, whom it has visited, and what DESIGN says of verdicts. */
final class ModelWalk {

    /** A visit, as a receipt is to tell it. */
    record Met(String subscriber, Phase phase, Cause cause, Verdict verdict, Result result, Source source) {
        static Met of(VisitRecord visit) {
            return new Met(
                    visit.subscriber(), visit.phase(), visit.cause(), visit.verdict(), visit.result(), visit.source());
        }
    }

    final long number;
    final String key;
    final Phase phase;
    final String payload;
    final Cause cause;
    /** The version of the membership when it was accepted. */
    long since;

    boolean started;
    boolean ended;
    /** Whom it visits next, first of all. */
    List<ModelSubscriber> ahead = new ArrayList<>();

    final List<ModelSubscriber> accepted = new ArrayList<>();
    final List<Met> visits = new ArrayList<>();
    final List<Met> undone = new ArrayList<>();
    final Map<String, Skip> skipped = new LinkedHashMap<>();

    @Nullable
    ModelSubscriber stoppedBy;

    @Nullable
    ModelSubscriber vetoedBy;

    ModelWalk(long number, String key, Phase phase, String payload, Cause cause) {
        this.number = number;
        this.key = key;
        this.phase = phase;
        this.payload = payload;
        this.cause = cause;
    }

    boolean acquires() {
        return phase.role() == Role.ACQUIRE;
    }

    boolean undoing() {
        return vetoedBy != null;
    }

    /** What is delivered now. */
    Phase delivered() {
        return undoing() ? phase.undo().orElseThrow() : phase;
    }

    /** The result that this verdict of the one whose turn it is comes to; then it is another's turn. */
    Result met(Given given) {
        ModelSubscriber sub = ahead.remove(0);
        Verdict verdict = given.verdict();
        if (undoing()) {
            Result result = unstoppable(verdict);
            undone.add(new Met(sub.id, delivered(), Cause.UNDO, verdict, result, given.source()));
            return result;
        }
        Result result = forward(sub, verdict);
        visits.add(new Met(sub.id, phase, cause, verdict, result, given.source()));
        if (acquires() && (result == Result.OK || result == Result.STOP)) {
            accepted.add(sub);
        }
        if (result == Result.STOP) {
            stoppedBy = sub;
            ahead.clear();
        } else if (result == Result.VETO) {
            vetoedBy = sub;
            ahead.clear();
            accepted.forEach(undo -> ahead.add(0, undo));
        }
        return result;
    }

    private Result forward(ModelSubscriber sub, Verdict verdict) {
        if (sub.observer) {
            return verdict instanceof Verdict.Veto ? Result.FAILED : Result.DONE;
        }
        if (verdict instanceof Verdict.Stop && phase.role() != Role.RELEASE) {
            return Result.STOP;
        }
        return verdict instanceof Verdict.Veto && phase.vetoable() ? Result.VETO : unstoppable(verdict);
    }

    static Result unstoppable(Verdict verdict) {
        if (verdict instanceof Verdict.Veto) {
            return Result.FAILED;
        }
        return verdict instanceof Verdict.Done ? Result.DONE : Result.OK;
    }

    @Override
    public String toString() {
        return "walk " + number + " (" + phase.name() + " of " + key + ", " + cause + ")";
    }
}
