package io.chainbus.transit;

import io.chainbus.subscriber.Handler;
import io.chainbus.subscriber.Reaction;
import io.chainbus.verdict.Source;
import io.chainbus.verdict.Verdict;
import io.chainbus.walk.Train;
import io.chainbus.walk.Visit;
import io.chainbus.walk.Walk;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What a subscriber does with the trains that stop at it, and what of that is not over: calls its handler for each walk in
 * turn, passes on what is finished, and takes in answers that come later.
 *
 * <p>Where a handler is past its deadline the coordinator takes the train, and what is still done for it here is void; that
 * is found out at the next visit, and amends are made: an acceptance that came too late is undone before anything else is
 * visited.
 *
 * <p>Used by one thread at a time: whoever is inside of the subscriber, see {@link Door}.
 */
final class Stopover<T> {

    private final SubscriberShell<T> shell;
    private final SubscriberHandle<T> handle;
    private final Reaction<T> reaction;
    private final Rail<T> rail;
    private final Inbox<Pending<T>> box;
    private final Amends<T> amends;
    private final Pace pace;
    /** Whether it is noted when a visit begins: for its record, or since its answer may come later, or too late. */
    private final boolean clocked;
    /** The handler, where a visit is nothing but a call of it; absent where there is more to it. */
    private final @Nullable Handler<T> plain;

    /** Visits whose handler has begun and not answered. */
    private final Set<Pending<T>> begun = new HashSet<>();

    /** Those of them that asked for the leave themselves, which does not wait for them. */
    private final Set<Pending<T>> excused = new HashSet<>();

    /**
     * Nothing is under way.
     *
     * @param shell whose it is
     * @param answered has the shell call {@link #collect}; called on any thread when answers have come in
     * @param amended has the shell call {@link #amended}; called on any thread when an undo has been answered
     */
    Stopover(
            SubscriberShell<T> shell,
            SubscriberHandle<T> handle,
            Rail<T> rail,
            Runnable answered,
            BiConsumer<LateAnswer<T>, Verdict> amended) {
        this.shell = shell;
        this.handle = handle;
        this.reaction = handle.subscriber().reaction();
        this.rail = rail;
        this.box = Inbox.forFew(answered);
        this.amends = new Amends<>(handle, rail, amended);
        this.pace = new Pace(rail.budgetNanos());
        this.clocked = rail.timed() || !(reaction instanceof Reaction.Immediate<T>);
        this.plain = reaction instanceof Reaction.Immediate<T> immediate
                        && !rail.timed()
                        && rail.log().quiet()
                ? immediate.handler()
                : null;
    }

    /**
     * Does the visits of a train that waits to be boarded at that place, unless it is gone.
     *
     * @return whether all of them are settled, and the train is the caller's to go on as a whole; if not, what is finished has
     *     been sent off, or the train has been lost
     */
    boolean visit(Trip<T> trip, int place) {
        if (!trip.claim().board(place)) {
            return false;
        }
        do {
            int count = visitSome(trip, place);
            if (!trip.claim().settle(place, trip.settled())) {
                overrun(trip, count);
                return false;
            }
            if (settle(trip, place, count)) {
                return true;
            }
        } while (!trip.train().isEmpty());
        return false;
    }

    /**
     * Visits the train's walks in turn, until all are visited, the time for one go is used up, or the train is lost.
     *
     * @return how many of its walks have been dealt with
     */
    private int visitSome(Trip<T> trip, int place) {
        SubscriberShell<?> outer = HandlerThread.enter(shell);
        try {
            return visitInTurn(trip, place);
        } finally {
            HandlerThread.leave(outer);
        }
    }

    private int visitInTurn(Trip<T> trip, int place) {
        int size = trip.train().size();
        // A train of one has nobody to hold back.
        boolean paced = size > 1;
        if (paced) {
            pace.start(System.nanoTime());
        }
        int index = 0;
        while (index < size) {
            int until = paced ? Math.min(size, index + pace.stride()) : size;
            index = visitInTurn(trip, place, index, until);
            if (index < until || (paced && index < size && pace.over(System.nanoTime()))) {
                break;
            }
        }
        return index;
    }

    /** Visits those of the walks from {@code from} on; answers {@code until}, or where the train was lost. */
    private int visitInTurn(Trip<T> trip, int place, int from, int until) {
        Train<T> train = trip.train();
        Claim claim = trip.claim();
        int settled = trip.settled();
        boolean all = train.allVisit();
        int index = from;
        if (plain != null && all) {
            index = callInTurn(plain, trip, from, until);
        }
        for (; index < until; index++) {
            Walk<T> walk = train.walk(index);
            boolean due = all || walk.visits(place);
            Visit<T> visit = walk.visit();
            if (!claim.aboard()) {
                return index;
            }
            if (due && plain != null && handle.unhindered()) {
                call(plain, trip, index, visit);
            } else if (due) {
                visitIfAdmitted(trip, index, walk, visit, place);
            }
            claim.done(settled + index + 1);
        }
        return index;
    }

    /** What nearly every stop is: answers {@code until}, or where there is more to a visit than a call, or no train. */
    private int callInTurn(Handler<T> plain, Trip<T> trip, int from, int until) {
        Train<T> train = trip.train();
        Claim claim = trip.claim();
        int settled = trip.settled();
        int index = from;
        while (index < until) {
            Visit<T> visit = train.visit(index);
            if (!claim.aboard() || !handle.unhindered()) {
                break;
            }
            call(plain, trip, index, visit);
            index++;
            claim.done(settled + index);
        }
        return index;
    }

    /** What nearly every visit is. */
    @SuppressWarnings("ConstantValue") // users' handlers may well give null
    private void call(Handler<T> plain, Trip<T> trip, int index, Visit<T> visit) {
        Verdict verdict;
        try {
            verdict = plain.onEvent(visit);
        } catch (Throwable e) {
            threw(trip, index, visit, e);
            return;
        } finally {
            // An interrupt was for this handler: on the same thread the next one begins, of another key or subscriber.
            Thread.interrupted();
        }
        if (verdict == null) {
            threw(trip, index, visit, new Invocation.NoVerdict());
        } else {
            trip.answer(index, verdict);
        }
    }

    private void threw(Trip<T> trip, int index, Visit<T> visit, Throwable failure) {
        rail.log().threw(visit, handle.id(), failure);
        trip.answer(index, handle.standIn(visit.phase(), Source.THROW, Invocation.reason(failure)), Source.THROW);
    }

    private void visitIfAdmitted(Trip<T> trip, int index, Walk<T> walk, Visit<T> visit, int place) {
        // A visit begins before it is asked whether it may: who sees it begin later than the leave sees it skipped.
        long from = clocked ? System.nanoTime() : 0;
        if (handle.available(visit.cause())) {
            visit(trip, index, walk, visit, place, from);
        } else if (handle.admits(visit.cause())) {
            trip.answer(index, stuckVerdict(visit), Source.STUCK);
            trip.began(index, from);
            trip.ended(index, from);
        }
    }

    private Verdict stuckVerdict(Visit<T> visit) {
        return handle.standIn(visit.phase(), Source.STUCK, Rail.stuckReason(handle));
    }

    private void visit(Trip<T> trip, int index, Walk<T> walk, Visit<T> visit, int place, long from) {
        if (rail.timed()) {
            trip.began(index, from);
            // Said again so that whoever takes the train from here sees when this visit began.
            trip.claim().done(trip.settled() + index);
        }
        Invocation invocation;
        try (WalkLog.Scope scope = rail.log().handler(visit)) {
            invocation = Invocation.of(reaction, visit);
        }
        if (invocation instanceof Invocation.Later later) {
            Pending<T> pending = new Pending<>(handle, box, trip, walk, visit, place, from);
            begun.add(pending);
            if (handle.resigned()) {
                excused.add(pending);
            }
            trip.pending(index, pending);
            try {
                later.stage().whenComplete(pending);
            } catch (RuntimeException e) {
                // A stage of the user's own that cannot do that.
                pending.accept(null, e);
            }
        } else if (invocation instanceof Invocation.Answered answered) {
            trip.answer(index, answered.verdict());
        } else if (invocation instanceof Invocation.Threw threw) {
            threw(trip, index, visit, threw.failure());
        }
        if (rail.timed()) {
            trip.ended(index, System.nanoTime());
        }
    }

    /**
     * Makes the answers to the train's first {@code count} walks theirs and lets those that are not pending go on.
     *
     * @return whether the train has been visited as a whole and goes on as one; if not, those that go on have been sent
     *     off, and what is left of the train, if anything, is boarded again
     */
    private boolean settle(Trip<T> trip, int place, int count) {
        Train<T> train = trip.train();
        Verdict toAll = rail.timed() ? null : trip.answerToAll();
        if (toAll != null && train.visitedAlike(toAll)) {
            trip.clear();
            return true;
        }
        train.catchUp();
        List<Walk<T>> onward = new ArrayList<>(0);
        boolean whole = count == train.size() && !trip.anyPending();
        for (int index = 0; index < count; index++) {
            Walk<T> walk = train.walk(index);
            Pending<T> pending = trip.pending(index);
            if (pending != null) {
                rail.park(pending);
                continue;
            }
            Verdict verdict = trip.verdict(index);
            if (verdict != null) {
                rail.note(walk, place, verdict, trip.source(index), trip.from(index), trip.to(index));
            } else if (walk.visits(place)) {
                rail.passBy(walk, place, handle);
            }
            if (!whole) {
                onward.add(walk);
            }
        }
        if (whole) {
            trip.clear();
            return true;
        }
        train.uncouple(count);
        boolean rest = !train.isEmpty();
        if (rest) {
            trip.settled(count);
            trip.claim().resume(place, trip.settled());
        } else {
            rail.drop(trip);
        }
        rail.goOn(trip.route(), train.heading(), place, onward, trip.counted() && !rest);
        return false;
    }

    /**
     * The train was taken from here while a handler was at it: what was done beyond the cut is void.
     *
     * @param count how many of the train's walks this actor has dealt with since it last settled
     */
    private void overrun(Trip<T> trip, int count) {
        int running = trip.claim().cut() - trip.settled();
        for (int index = running; index < count; index++) {
            Visit<T> visit = trip.visitHere(index);
            Source standIn = index == running ? Source.DEADLINE : Source.STUCK;
            Pending<T> pending = trip.pending(index);
            Verdict verdict = trip.verdict(index);
            if (pending != null) {
                pending.standIn(standIn);
                if (!pending.overrun()) {
                    handle.overdue();
                    pending.use();
                    begun.remove(pending);
                    makeAmends(LateAnswer.of(pending));
                }
            } else if (verdict != null && trip.source(index) == Source.HANDLER) {
                handle.overdue();
                makeAmends(new LateAnswer<>(visit, verdict, standIn, trip.from(index), trip.to(index)));
            }
        }
        handle.recovered();
    }

    private void makeAmends(LateAnswer<T> late) {
        SubscriberShell<?> outer = HandlerThread.enter(shell);
        try {
            amends.make(late);
        } finally {
            HandlerThread.leave(outer);
        }
    }

    /** Takes in the answers that have come: their walks go on. */
    void collect() {
        box.open();
        Regrouping<T> onward = new Regrouping<>(rail);
        List<Pending<T>> late = new ArrayList<>(0);
        for (Pending<T> pending = box.poll(); pending != null; pending = box.poll()) {
            if (pending.use()) {
                begun.remove(pending);
                onward.add(pending, pending.answer());
            } else if (begun.remove(pending) && pending.givenUp()) {
                late.add(pending);
            }
            // Not before its verdict is noted: until then it is at work.
            rail.unpark(pending);
        }
        onward.send();
        // After that: an undo is a call of the handler too, which may take long or hang.
        late.forEach(pending -> makeAmends(LateAnswer.of(pending)));
    }

    /** The undo of a late acceptance has been answered. */
    void amended(LateAnswer<T> late, Verdict undo) {
        amends.made(late, undo);
    }

    /** Nobody will answer any more: the policy does, for every visit that has begun. */
    void giveUp() {
        collect();
        Regrouping<T> onward = new Regrouping<>(rail);
        for (Pending<T> pending : begun) {
            rail.unpark(pending);
            if (pending.giveUp()) {
                Verdict verdict = handle.standIn(
                        pending.visit().phase(), Source.DEATH, "the actor of " + handle.id() + " has stopped");
                onward.add(pending, new Pending.Answer(verdict, Source.DEATH, System.nanoTime()));
            } else if (pending.use()) {
                // It was answered since the box was emptied.
                onward.add(pending, pending.answer());
            }
        }
        onward.send();
    }

    /** Whether no handler is at work but those that asked for the leave themselves. */
    boolean quiet() {
        return excused.containsAll(begun);
    }

    /** Whether nobody waits for any answer. */
    boolean over() {
        return begun.stream().allMatch(Pending::givenUp);
    }
}
