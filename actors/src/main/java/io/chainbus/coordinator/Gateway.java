package io.chainbus.coordinator;

import akka.actor.typed.ActorRef;
import io.chainbus.event.Phase;
import io.chainbus.explain.DryRun;
import io.chainbus.subscriber.Subscriber;
import io.chainbus.transit.HandlerThread;
import io.chainbus.transit.Inbox;
import io.chainbus.transit.SubscriberHandle;
import io.chainbus.waiting.Awaited;
import io.chainbus.walk.PublishRefusal;
import io.chainbus.walk.Receipt;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The way to a coordinator for code outside actors: a queue that many publishers fill without an actor's message each,
 * and futures that are completed or, when the chain stops, failed. Thread-safe.
 */
public final class Gateway<T> {

    private final ChainSettings<T> settings;
    private final Inbox<Submission<T>> inbox;
    private final Admittance admittance;

    Gateway(ChainSettings<T> settings, Inbox<Submission<T>> inbox, Admittance admittance) {
        this.settings = settings;
        this.inbox = inbox;
        this.admittance = admittance;
    }

    /** What a chain is reached by. */
    public record Opened<T>(ActorRef<ChainProtocol.Command<T>> coordinator, Gateway<T> gateway) {}

    /** Starts a chain's coordinator. */
    public static <T> Opened<T> open(ChainSettings<T> settings, CoordinatorStarter<T> starter) {
        // The queue wakes the coordinator, and the coordinator is made with the queue.
        CompletableFuture<ActorRef<ChainProtocol.Command<T>>> started = new CompletableFuture<>();
        Inbox<Submission<T>> inbox = Inbox.forMany(() -> started.join().tell(new ChainProtocol.Submitted<>()));
        Admittance admittance =
                new Admittance(settings.name(), settings.limits().openLimit());
        ActorRef<ChainProtocol.Command<T>> coordinator = starter.start(Coordinator.create(settings, inbox, admittance));
        started.complete(coordinator);
        return new Opened<>(coordinator, new Gateway<>(settings, inbox, admittance));
    }

    /** Starts an actor with the behavior. */
    @FunctionalInterface
    public interface CoordinatorStarter<T> {
        ActorRef<ChainProtocol.Command<T>> start(akka.actor.typed.Behavior<ChainProtocol.Command<T>> behavior);
    }

    /**
     * Publishes an event.
     *
     * @throws IllegalArgumentException when the phase is not one of the chain's, or the payload has no key
     */
    public CompletionStage<Receipt<T>> publish(Phase phase, T payload) {
        String key = Events.key(settings, phase, payload);
        PublishRefusal refusal = admittance.enter();
        if (refusal != null) {
            settings.recorder().refusedAtOnce(key, refusal);
            return CompletableFuture.completedFuture(Receipt.refusedAtOnce(key, phase, payload, refusal));
        }
        Publishing<T> publishing = new Publishing<>(this, key, phase, payload);
        submit(publishing);
        return publishing;
    }

    public CompletionStage<ChainProtocol.RegisterReply> register(Subscriber<T> subscriber) {
        // Who is told first what is up is told by walks of all keys; who comes back waits for walks that were under
        // way.
        boolean waits = subscriber.replay() || subscriber.durable();
        Asked<ChainProtocol.RegisterReply> future =
                new Asked.Plain<>(waits(), waits ? all("the registration of '" + subscriber.id() + "'") : null);
        submit(new Submission.Enlisting<>(subscriber, future));
        return future;
    }

    public CompletionStage<ChainProtocol.UnregisterReply> unregister(String id, LeaveMode mode) {
        SubscriberHandle<?> inside = HandlerThread.current();
        boolean itself = mode == LeaveMode.AT_ONCE
                && inside != null
                && inside.chain() == settings
                && inside.entered() // else there is nothing to leave, and it has to hear the rest of what is up
                && inside.id().equals(id);
        Asked<ChainProtocol.UnregisterReply> future = new Asked.Plain<>(waits(), itself ? null : leave(id, mode));
        submit(new Submission.Leaving<>(
                id, mode, itself ? HandlerThread.resign().orElse(null) : null, future));
        return future;
    }

    CompletionStage<JointStep.Answer<T>> reserve(Subscriber<T> subscriber) {
        Asked<JointStep.Answer<T>> future = new Asked.Plain<>(waits(), null);
        submit(new Submission.Reserving<>(subscriber, future));
        return future;
    }

    CompletionStage<JointStep.Answer<T>> step(JointStep<T> step) {
        Asked<JointStep.Answer<T>> future = new Asked.Plain<>(waits(), null);
        submit(new Submission.Stepping<>(step, future));
        return future;
    }

    /**
     * The walk that such an event would take if its turn came now.
     *
     * @throws IllegalArgumentException when the phase is not one of the chain's, or the payload has no key
     */
    public CompletionStage<DryRun> dryRun(Phase phase, T payload) {
        return explaining(Events.key(settings, phase, payload), phase);
    }

    /**
     * The walk that an event of that key would take if its turn came now.
     *
     * @throws IllegalArgumentException when the phase is not one of the chain's
     */
    public CompletionStage<DryRun> dryRunOf(String key, Phase phase) {
        Objects.requireNonNull(key, "key");
        Events.requirePhase(settings, phase);
        return explaining(key, phase);
    }

    private CompletionStage<DryRun> explaining(String key, Phase phase) {
        Asked<DryRun> future = new Asked.Plain<>(waits(), null);
        submit(new Submission.Explaining<>(key, phase, future));
        return future;
    }

    /** The chain as it is now. */
    public CompletionStage<ChainView<T>> view() {
        Asked<ChainView<T>> future = new Asked.Plain<>(waits(), null);
        submit(new Submission.Viewing<>(future));
        return future;
    }

    public CompletionStage<ChainProtocol.Closed> close(CloseMode mode) {
        Asked<ChainProtocol.Closed> future = new Asked.Plain<>(waits(), all("the chain's close"));
        submit(new Submission.Closing<>(mode, future));
        return future;
    }

    private Awaited leave(String id, LeaveMode mode) {
        String what = "the leave of '" + id + "'";
        // With a teardown it is behind walks of all keys that it holds or may come to hold.
        return mode == LeaveMode.TEARDOWN
                ? all(what + " with teardown")
                : new Awaited.OfSubscriber(settings.name(), what + " from chain " + settings.name(), id);
    }

    private Awaited all(String what) {
        return new Awaited.OfAll(settings.name(), what + " on chain " + settings.name());
    }

    /** What the release of that key waits for that was published last, which is called {@code what}. */
    CompletionStage<Awaited> toRelease(String key, String what) {
        Asked<Awaited> future = new Asked.Plain<>(waits(), null);
        submit(new Submission.Needing<>(key, what, future));
        return future;
    }

    Waits waits() {
        return settings.waits();
    }

    String chain() {
        return settings.name();
    }

    /**
     * The actor system goes down: whatever is open fails now, and not when the last handler has returned, for which the
     * coordinator's end has to wait.
     *
     * @return fails when that is done
     */
    public CompletionStage<Void> abandon() {
        Asked<Void> future = new Asked.Plain<>(waits(), null);
        submit(new Submission.Abandoning<>(future));
        return future;
    }

    /** Whether the coordinator has stopped. */
    public boolean closed() {
        return inbox.closed();
    }

    private void submit(Submission<T> submission) {
        if (!inbox.put(submission)) {
            Asked<?> asked = submission.future();
            asked.fail(new ChainStoppedException(settings.name()));
            asked.deliver();
        }
    }
}
