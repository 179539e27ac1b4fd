package io.chainbus.dispatch;

import static io.chainbus.dispatch.Agreement.same;

import io.chainbus.dispatch.NaiveBus.Event;
import io.chainbus.dispatch.NaiveBus.Sub;
import io.chainbus.event.Phase;
import io.chainbus.event.Role;
import io.chainbus.verdict.Result;
import io.chainbus.verdict.Source;
import io.chainbus.verdict.Verdict;
import io.chainbus.walk.Cause;
import io.chainbus.walk.Outcome;
import io.chainbus.walk.Skip;
import io.chainbus.walk.Timing;
import io.chainbus.walk.Visit;
import io.chainbus.walk.VisitRecord;
import io.chainbus.walk.Walk;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One walk of the {@link NaiveBus}: a list of whom it is still to visit, and what DESIGN says that a verdict does. */
final class NaiveWalk {

    final Event event;
    final List<Sub> ahead;
    final List<Sub> accepted = new ArrayList<>();
    final List<VisitRecord> visits = new ArrayList<>();
    final List<VisitRecord> undone = new ArrayList<>();
    final Map<String, Skip> skipped = new LinkedHashMap<>();
    Optional<Outcome.Vetoed> veto = Optional.empty();
    Optional<Outcome> outcome = Optional.empty();

    NaiveWalk(Event event, List<Sub> targets) {
        this.event = event;
        this.ahead = new ArrayList<>(targets);
        endIfNobodyIsAhead();
    }

    void skipped(String name, Skip why) {
        skipped.put(turnOf(name).id(), why);
        endIfNobodyIsAhead();
    }

    /** What a handler is given now. */
    Visit<String> visit(String chain, String payload) {
        Phase delivered = veto.isPresent() ? event.phase().undo().orElseThrow() : event.phase();
        Cause cause = veto.isPresent() ? Cause.UNDO : Cause.FORWARD;
        return new Visit<>(chain, event.number(), event.key(), payload, delivered, event.phase(), cause);
    }

    Walk.Next visited(String name, Verdict verdict, Source source, Timing timing) {
        Sub sub = turnOf(name);
        Walk.Next next = Walk.Next.ON;
        if (veto.isPresent()) {
            undone.add(new VisitRecord(
                    sub.id(),
                    event.phase().undo().orElseThrow(),
                    Cause.UNDO,
                    verdict,
                    unstoppable(verdict),
                    source,
                    timing));
        } else {
            Result result = result(sub, verdict);
            visits.add(new VisitRecord(sub.id(), event.phase(), Cause.FORWARD, verdict, result, source, timing));
            next = forward(sub, verdict, result, source);
        }
        endIfNobodyIsAhead();
        return next;
    }

    private Sub turnOf(String name) {
        same(
                "whose turn it is",
                event,
                name,
                ahead.isEmpty() ? "nobody" : ahead.get(0).name());
        return ahead.remove(0);
    }

    private Walk.Next forward(Sub sub, Verdict verdict, Result result, Source source) {
        if (event.phase().role() == Role.ACQUIRE && (result == Result.OK || result == Result.STOP)) {
            accepted.add(sub);
        }
        if (result == Result.STOP) {
            outcome = Optional.of(new Outcome.Stopped(sub.id()));
            ahead.clear();
            return Walk.Next.END;
        }
        if (result == Result.VETO) {
            veto = Optional.of(new Outcome.Vetoed(sub.id(), (Verdict.Veto) verdict, source));
            ahead.clear();
            for (Sub undo : accepted) {
                ahead.add(0, undo);
            }
            return accepted.isEmpty() ? Walk.Next.END : Walk.Next.TURN;
        }
        return Walk.Next.ON;
    }

    private Result result(Sub sub, Verdict verdict) {
        if (sub.observer()) {
            return verdict instanceof Verdict.Veto ? Result.FAILED : Result.DONE;
        }
        if (verdict instanceof Verdict.Stop && event.phase().role() != Role.RELEASE) {
            return Result.STOP;
        }
        if (verdict instanceof Verdict.Veto && event.phase().vetoable()) {
            return Result.VETO;
        }
        return unstoppable(verdict);
    }

    private static Result unstoppable(Verdict verdict) {
        if (verdict instanceof Verdict.Veto) {
            return Result.FAILED;
        }
        return verdict instanceof Verdict.Done ? Result.DONE : Result.OK;
    }

    private void endIfNobodyIsAhead() {
        if (ahead.isEmpty() && outcome.isEmpty()) {
            outcome = Optional.of(veto.isPresent() ? veto.get() : new Outcome.Completed());
        }
    }
}
