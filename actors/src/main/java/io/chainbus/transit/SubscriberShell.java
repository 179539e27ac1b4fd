package io.chainbus.transit;

import akka.actor.DeadLetterSuppression;
import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.PostStop;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import io.chainbus.subscriber.Handler;
import io.chainbus.subscriber.Reaction;
import io.chainbus.verdict.Source;
import io.chainbus.verdict.Verdict;
import io.chainbus.walk.Train;
import io.chainbus.walk.Visit;
import io.chainbus.walk.Walk;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A subscriber's own actor: calls its handler for each walk of each train that comes by, and passes the train on.
 *
 * <p>Where a handler is past its deadline the coordinator takes the train, and what this actor still does for it is
 * void; it finds that out at the next visit and makes amends: an acceptance that came too late is undone here before
 * anything else is visited.
 */
public final class SubscriberShell<T> extends AbstractBehavior<ShellMessage<T>> {

    /** What the actor is told apart from trips. */
    sealed interface Signal<T> extends ShellMessage<T>, DeadLetterSuppression {

        /** Who was inside has left. */
        record Woken<T>() implements Signal<T> {}

        /** Something went wrong, and not in a handler, on the thread of somebody who had come by. */
        record Failed<T>(Throwable failure) implements Signal<T> {}

        /** Late answers are in the box. */
        record Collect<T>() implements Signal<T> {}

        /** Begin no more visits, and say when those that have begun are over. */
        record Leave<T>() implements Signal<T> {}

        /** The user's actor that stands behind this subscriber, or that owns it, has stopped. */
        record ActorStopped<T>() implements Signal<T> {}

        /** The undo of a late acceptance has itself been answered. */
        record Amended<T>(LateAnswer<T> late, Verdict verdict) implements Signal<T> {}
    }

    private final SubscriberHandle<T> handle;
    private final Reaction<T> reaction;
    private final Rail<T> rail;
    private final Consumer<Farewell<T>> coordinator;
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

    private boolean saidFarewell;

    /** Of everything here but {@link #later}. */
    private final Door door = new Door();
    /** Messages that came while somebody else was inside; the actor's own. */
    private final Deque<ShellMessage<T>> later = new ArrayDeque<>(0);

    private final ActorRef<ShellMessage<T>> self;

    private SubscriberShell(
            ActorContext<ShellMessage<T>> context,
            SubscriberHandle<T> handle,
            Rail<T> rail,
            Consumer<Farewell<T>> coordinator) {
        super(context);
        this.handle = handle;
        this.reaction = handle.subscriber().reaction();
        this.rail = rail;
        this.clocked = rail.timed() || !(reaction instanceof Reaction.Immediate<T>);
        this.plain = reaction instanceof Reaction.Immediate<T> immediate
                        && !rail.timed()
                        && rail.log().quiet()
                ? immediate.handler()
                : null;
        this.pace = new Pace(rail.budgetNanos());
        this.coordinator = coordinator;
        this.self = context.getSelf();
        this.box = Inbox.forFew(() -> self.tell(new Signal.Collect<>()));
        this.amends = new Amends<>(handle, rail, (late, verdict) -> self.tell(new Signal.Amended<>(late, verdict)));
        if (reaction instanceof Reaction.ByActor<T> byActor) {
            context.watchWith(byActor.actor(), new Signal.ActorStopped<>());
        }
        handle.subscriber().owner().ifPresent(owner -> context.watchWith(owner, new Signal.ActorStopped<>()));
    }

    static <T> Behavior<ShellMessage<T>> create(
            SubscriberHandle<T> handle, Rail<T> rail, Consumer<Farewell<T>> coordinator) {
        return Behaviors.setup(context -> {
            SubscriberShell<T> shell = new SubscriberShell<>(context, handle, rail, coordinator);
            if (!handle.subscriber().blocking()) {
                handle.opens(shell);
            }
            return shell;
        });
    }

    @Override
    public Receive<ShellMessage<T>> createReceive() {
        return newReceiveBuilder()
                .onAnyMessage(this::onMessage)
                .onSignal(PostStop.class, this::onPostStop)
                .build();
    }

    Door door() {
        return door;
    }

    private Behavior<ShellMessage<T>> onMessage(ShellMessage<T> message) {
        if (!(message instanceof Signal.Woken<T>)) {
            later.add(message);
        }
        if (later.isEmpty() || !door.knock()) {
            return Behaviors.same();
        }
        try {
            boolean stays = true;
            while (stays && !later.isEmpty()) {
                stays = dealWith(later.remove());
            }
            return stays ? Behaviors.same() : Behaviors.stopped();
        } finally {
            door.leave();
        }
    }

    private Behavior<ShellMessage<T>> onPostStop(PostStop signal) {
        door.close();
        return Behaviors.same();
    }

    /** Whether it goes on after that. */
    private boolean dealWith(ShellMessage<T> message) {
        if (message instanceof Trip<T> trip) {
            int place = trip.claim().awaits();
            // A trip that was taken from here while it waited may be anywhere by now.
            if (place >= 0 && trip.at(place) == handle) {
                Trip<T> onward = visit(trip, place);
                if (onward != null) {
                    rail.carry(onward);
                }
            }
        } else if (message instanceof Signal.Collect<T>) {
            collect();
        } else if (message instanceof Signal.Amended<T> amended) {
            amends.made(amended.late(), amended.verdict());
        } else if (message instanceof Signal.Failed<T> failed) {
            throw new IllegalStateException("the actor of " + handle.id() + " failed", failed.failure());
        } else if (message instanceof Signal.ActorStopped<T>) {
            actorStopped();
            return false;
        }
        return staysUnlessQuiet();
    }

    /**
     * On the thread of somebody who has entered with a train that waits to be boarded here; leaves.
     *
     * @return the train, if it is to be carried on
     */
    @Nullable
    Trip<T> comeBy(Trip<T> trip, int place) {
        try {
            return visit(trip, place);
        } catch (RuntimeException | Error e) {
            self.tell(new Signal.Failed<>(e));
            return null;
        } finally {
            boolean leaves = handle.gone();
            if (door.leave() || leaves) {
                self.tell(leaves ? new Signal.Leave<>() : new Signal.Woken<>());
            }
        }
    }

    private @Nullable Trip<T> visit(Trip<T> trip, int place) {
        Trip<T> onward = null;
        if (trip.claim().board(place)) {
            boolean more = true;
            while (more) {
                int count = visitSome(trip, place);
                if (!trip.claim().settle(place, trip.settled())) {
                    overrun(trip, count);
                    break;
                }
                if (settle(trip, place, count)) {
                    onward = rail.onward(trip);
                    break;
                }
                more = !trip.train().isEmpty();
            }
        }
        return onward;
    }

    /**
     * Visits the train's walks in turn, until all are visited, the time for one go is used up, or the train is lost.
     *
     * @return how many of its walks have been dealt with
     */
    private int visitSome(Trip<T> trip, int place) {
        SubscriberShell<?> outer = HandlerThread.enter(this);
        try {
            return visitInTurn(trip, place);
        } finally {
            HandlerThread.leave(outer);
        }
    }

    private int visitInTurn(Trip<T> trip, int place) {
        Train<T> train = trip.train();
        Claim claim = trip.claim();
        int size = train.size();
        // A train of one has nobody to hold back.
        boolean paced = size > 1;
        if (paced) {
            pace.start(System.nanoTime());
        }
        boolean all = train.allVisit();
        int settled = trip.settled();
        int index = 0;
        while (index < size) {
            Walk<T> walk = train.walk(index);
            boolean due = all || walk.visits(place);
            Visit<T> visit = walk.visit();
            if (!claim.aboard()) {
                return index;
            }
            if (due) {
                if (plain != null && handle.unhindered()) {
                    call(plain, trip, index, visit);
                } else {
                    visitIfAdmitted(trip, index, walk, visit, place);
                }
            }
            index++;
            claim.done(settled + index);
            if (paced && pace.look() && pace.over(System.nanoTime())) {
                break;
            }
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
        SubscriberShell<?> outer = HandlerThread.enter(this);
        try {
            amends.make(late);
        } finally {
            HandlerThread.leave(outer);
        }
    }

    private void collect() {
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

    SubscriberHandle<T> handle() {
        return handle;
    }

    /**
     * On this actor's thread, from inside a handler: no visit begins any more, and the leave that is being asked for
     * does not wait for the visit that asks.
     *
     * @return whether that visit is the only one at work
     */
    boolean resign() {
        handle.resigns();
        return excused.containsAll(begun);
    }

    /**
     * Says so once the subscriber leaves and no handler of it is at work; goes on unless none is that asked for it either.
     * A visit that was given up may never be answered, and nobody waits for it: neither does this actor then.
     */
    private boolean staysUnlessQuiet() {
        if (!handle.gone()) {
            return true;
        }
        if (!saidFarewell && excused.containsAll(begun)) {
            saidFarewell = true;
            coordinator.accept(new Farewell.Quiet<>(handle));
        }
        return !begun.stream().allMatch(Pending::givenUp);
    }

    /** Nobody will answer any more: the policy does, for every visit that has begun. */
    private void actorStopped() {
        // Before what was answered goes on: an undo that comes back here at once must find it dead, not merely leaving.
        handle.died();
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
        coordinator.accept(new Farewell.Died<>(handle));
    }
}
