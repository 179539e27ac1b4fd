package io.chainbus.transit;

import io.chainbus.verdict.Result;
import io.chainbus.verdict.Verdict;
import io.chainbus.walk.Cause;
import io.chainbus.walk.Visit;
import java.util.function.BiConsumer;

/**
 * What a subscriber makes good when an answer of its handler came too late (promise P9): what it accepted, and nobody
 * knows that it holds, it undoes before it is visited again. Its own actor's, and single-threaded.
 */
final class Amends<T> {

    private final SubscriberHandle<T> handle;
    private final Rail<T> rail;
    private final BiConsumer<LateAnswer<T>, Verdict> later;

    /**
     * None to make yet.
     *
     * @param later hears, on whatever thread, that an undo which was not answered at once has been answered; it has its
     *     actor call {@link #made}
     */
    Amends(SubscriberHandle<T> handle, Rail<T> rail, BiConsumer<LateAnswer<T>, Verdict> later) {
        this.handle = handle;
        this.rail = rail;
        this.later = later;
    }

    /** Makes amends; the subscriber, which counts as overdue until then, has recovered when they are made. */
    void make(LateAnswer<T> late) {
        rail.log().late(late.visit(), handle.id());
        if (!mustUndo(late)) {
            rail.recorder().late(late.visit(), handle.id(), late.verdict(), late.from(), late.to());
            handle.recovered();
            return;
        }
        Visit<T> undo = late.visit().asUndo();
        Invocation invocation = Invocation.of(handle.subscriber().reaction(), undo);
        if (invocation instanceof Invocation.Later pending) {
            makeLater(late, pending);
        } else if (invocation instanceof Invocation.Answered answered) {
            made(late, answered.verdict());
        } else if (invocation instanceof Invocation.Threw threw) {
            rail.log().threw(undo, handle.id(), threw.failure());
            made(late, Verdict.veto(Invocation.reason(threw.failure())));
        }
    }

    private void makeLater(LateAnswer<T> late, Invocation.Later pending) {
        try {
            pending.stage()
                    .whenComplete((verdict, failure) ->
                            later.accept(late, verdict == null ? Verdict.veto(String.valueOf(failure)) : verdict));
        } catch (RuntimeException e) {
            made(late, Verdict.veto(Invocation.reason(e)));
        }
    }

    /** The undo has been answered. */
    void made(LateAnswer<T> late, Verdict undo) {
        rail.recorder().lateUndone(late.visit(), handle.id(), late.verdict(), late.from(), late.to(), undo);
        handle.recovered();
    }

    private boolean mustUndo(LateAnswer<T> late) {
        Visit<T> visit = late.visit();
        boolean acquired = visit.cause() != Cause.UNDO
                && !handle.subscriber().observer()
                && accepts(visit, late.verdict())
                && visit.phase().undo().isPresent();
        return acquired && handle.serving() && !accepts(visit, handle.standIn(visit.phase(), late.standIn(), "late"));
    }

    private static boolean accepts(Visit<?> visit, Verdict verdict) {
        return visit.acquires() && Result.ofVisit(visit.phase(), verdict).accepts();
    }
}
