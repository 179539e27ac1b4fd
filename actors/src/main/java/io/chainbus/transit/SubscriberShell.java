package io.chainbus.transit;

import akka.actor.DeadLetterSuppression;
import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.PostStop;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import io.chainbus.subscriber.Reaction;
import io.chainbus.verdict.Verdict;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A subscriber's own actor: who may be inside of it, what it is told, and when it ends. What it does with trains is its {@link
 * Stopover}'s; they are brought by whoever carries them, or come by its mailbox.
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
    private final Rail<T> rail;
    private final Consumer<Farewell<T>> coordinator;
    private final Stopover<T> stopover;
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
        this.rail = rail;
        this.coordinator = coordinator;
        this.self = context.getSelf();
        this.stopover = new Stopover<>(
                this,
                handle,
                rail,
                () -> self.tell(new Signal.Collect<>()),
                (late, verdict) -> self.tell(new Signal.Amended<>(late, verdict)));
        if (handle.subscriber().reaction() instanceof Reaction.ByActor<T> byActor) {
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
            if (place >= 0 && trip.at(place) == handle && stopover.visit(trip, place)) {
                rail.goOn(trip);
            }
        } else if (message instanceof Signal.Collect<T>) {
            stopover.collect();
        } else if (message instanceof Signal.Amended<T> amended) {
            stopover.amended(amended.late(), amended.verdict());
        } else if (message instanceof Signal.Failed<T> failed) {
            throw new IllegalStateException("the actor of " + handle.id() + " failed", failed.failure());
        } else if (message instanceof Signal.ActorStopped<T>) {
            // First: an undo of what was answered that comes back here at once must find it dead, not merely leaving.
            handle.died();
            stopover.giveUp();
            coordinator.accept(new Farewell.Died<>(handle));
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
            return stopover.visit(trip, place) ? rail.onward(trip) : null;
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

    SubscriberHandle<T> handle() {
        return handle;
    }

    /**
     * From inside a handler, on its thread: no visit begins any more, and the leave that is being asked for does not wait for
     * the visit that asks.
     *
     * @return whether that visit is the only one at work
     */
    boolean resign() {
        handle.resigns();
        return stopover.quiet();
    }

    /**
     * Says so once the subscriber leaves and no handler of it is at work; goes on unless none is that asked for it either.
     * A visit that was given up may never be answered, and nobody waits for it: neither does this actor then.
     */
    private boolean staysUnlessQuiet() {
        if (!handle.gone()) {
            return true;
        }
        if (!saidFarewell && stopover.quiet()) {
            saidFarewell = true;
            coordinator.accept(new Farewell.Quiet<>(handle));
        }
        return !stopover.over();
    }
}
