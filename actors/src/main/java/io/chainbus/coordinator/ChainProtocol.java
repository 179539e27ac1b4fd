package io.chainbus.coordinator;

import akka.actor.DeadLetterSuppression;
import akka.actor.typed.ActorRef;
import io.chainbus.chain.RegistrationRefusal;
import io.chainbus.event.Phase;
import io.chainbus.explain.DryRun;
import io.chainbus.subscriber.Subscriber;
import io.chainbus.transit.Farewell;
import io.chainbus.transit.Rail;
import io.chainbus.transit.SubscriberHandle;
import io.chainbus.walk.Receipt;
import java.util.List;
import java.util.Objects;

/**
 * What a chain's coordinator understands and answers. Actors use it directly; {@code io.chainbus.Chain} offers the same
 * as completion stages to all others.
 */
public final class ChainProtocol {

    private ChainProtocol() {}

    /** What a coordinator receives. */
    public sealed interface Command<T> {}

    /**
     * Publishes an event. It gets exactly one receipt, whatever happens (promise P9), unless the system stops before.
     *
     * <p>An unknown phase, or a payload without a key, is a bug of the sender: the receipt says so as a refusal.
     */
    public record Publish<T>(Phase phase, T payload, ActorRef<? super Receipt<T>> replyTo) implements Command<T> {
        // Checked where it is made: a null that gets as far as the coordinator would end the chain for everybody.
        public Publish {
            Objects.requireNonNull(phase, "phase");
            Objects.requireNonNull(replyTo, "replyTo");
        }
    }

    /** Registers a subscriber. */
    public record Register<T>(Subscriber<T> subscriber, ActorRef<? super RegisterReply> replyTo) implements Command<T> {
        public Register {
            Objects.requireNonNull(subscriber, "subscriber");
            Objects.requireNonNull(replyTo, "replyTo");
        }
    }

    /** Takes a subscriber off the chain, or lets it go away for a while. Who is away already leaves at once, in any mode. */
    public record Unregister<T>(String id, LeaveMode mode, ActorRef<? super UnregisterReply> replyTo)
            implements Command<T> {
        public Unregister {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(mode, "mode");
            Objects.requireNonNull(replyTo, "replyTo");
        }

        /** At once, without being told to let go of what it holds. */
        public Unregister(String id, ActorRef<? super UnregisterReply> replyTo) {
            this(id, LeaveMode.AT_ONCE, replyTo);
        }
    }

    /**
     * Asks for the walk that an event would take if its turn came now. Nothing changes by it; the reasons are worked out
     * by who reads the {@link DryRun}. A phase that the chain does not have is explained as if it had.
     */
    public record Explain<T>(String key, Phase phase, ActorRef<? super DryRun> replyTo) implements Command<T> {
        public Explain {
            Objects.requireNonNull(key, "key");
            Objects.requireNonNull(phase, "phase");
            Objects.requireNonNull(replyTo, "replyTo");
        }
    }

    /** Asks for the chain as it is now. Nothing changes by it. */
    public record View<T>(ActorRef<? super ChainView<T>> replyTo) implements Command<T> {
        public View {
            Objects.requireNonNull(replyTo, "replyTo");
        }
    }

    /** Closes the chain; the coordinator stops when it has. */
    public record Close<T>(CloseMode mode, ActorRef<? super Closed> replyTo) implements Command<T> {}

    /**
     * The chain is closed: everything that it had accepted has ended.
     *
     * @param released how many keys were taken down for it
     * @param up how many keys are still up, as far as their subscribers are concerned
     */
    public record Closed(String chain, int released, int up) {}

    /** The answer to {@link Register}. */
    public sealed interface RegisterReply {

        /**
         * For callers who cannot go on without the subscriber.
         *
         * @throws IllegalStateException with what to do, when the registration was refused
         */
        default Registered orThrow() {
            if (this instanceof RegistrationRefused refused) {
                throw new IllegalStateException(refused.refusal().message());
            }
            return (Registered) this;
        }
    }

    /**
     * It is registered: every acquire or notify walk accepted from now on has it in its route (promise P6).
     *
     * @param version of the membership with it
     * @param resumed whether it was away and has come back: its place was kept, and what is in {@code holds} of what it
     *     held (promise P3c)
     * @param holds what it holds by now, the oldest first. Of one that has come back this is exact: whatever else it held
     *     has been released or undone, or is about to be by a walk under way, and its policy has answered for it
     */
    public record Registered(String id, long version, boolean resumed, List<Hold> holds) implements RegisterReply {

        public Registered {
            holds = List.copyOf(holds);
        }

        /** New on the chain, and holds nothing. */
        public Registered(String id, long version) {
            this(id, version, false, List.of());
        }
    }

    /** A key that a subscriber has accepted in that phase, and has not let go of. */
    public record Hold(String key, Phase phase) {}

    /** It is not registered, and nothing has changed (promise P11). */
    public record RegistrationRefused(RegistrationRefusal refusal) implements RegisterReply {}

    /** The answer to {@link Unregister}. */
    public sealed interface UnregisterReply {}

    /**
     * It has left: no handler of it runs any more (promise P7).
     *
     * @param stillRunning whether one does all the same, since it is past its deadline and cannot be waited for
     */
    public record Unregistered(String id, boolean stillRunning) implements UnregisterReply {}

    /**
     * It is away: no handler of it runs any more, and its place is kept for {@code chainbus.rejoin-window} from now on.
     *
     * @param stillRunning whether one does all the same, since it is past its deadline and cannot be waited for
     */
    public record WentAway(String id, boolean stillRunning) implements UnregisterReply {}

    /** It cannot go away for a while, since it was not registered as durable (promise P11): nothing has changed. */
    public record NotDurable(String id) implements UnregisterReply {}

    /** Nobody of that id is registered (promise P11); it may have left or died before. */
    public record UnknownId(String id) implements UnregisterReply {}

    // What the coordinator tells itself, and hears from its trains and its subscribers' actors.

    /** Lets those leave whose turn has come, behind all publishes that were here before. */
    record Depart<T>() implements Command<T> {}

    record Arrived<T>(Rail.Arrival<T> arrival) implements Command<T>, DeadLetterSuppression {}

    record Gone<T>(Farewell<T> farewell) implements Command<T>, DeadLetterSuppression {}

    /** The actor of a subscriber has stopped without a farewell. */
    record ShellStopped<T>(SubscriberHandle<T> handle) implements Command<T> {}

    /** A timer says that something has lasted long enough. */
    sealed interface TimeUp<T> extends Command<T> {}

    /** The window of a subscriber that is away has passed. */
    record WindowPassed<T>(SubscriberHandle<T> handle) implements TimeUp<T> {}

    /** Somebody who comes back has waited long enough for the one before it to be gone. */
    record PatienceOver<T>(Comebacks.Waiting waiting) implements TimeUp<T> {}

    /** Time to look at deadlines. */
    record Inspect<T>() implements Command<T> {}

    /** There is something in the queue of those outside actors. */
    record Submitted<T>() implements Command<T>, DeadLetterSuppression {}
}
