package io.chainbus.cluster.agent;

import akka.actor.typed.ActorRef;
import io.chainbus.Chain;
import io.chainbus.ChainSpec;
import io.chainbus.cluster.waiting.Answer;
import io.chainbus.cluster.waiting.Waits;
import io.chainbus.cluster.wire.AgentCommand;
import io.chainbus.cluster.wire.Payload;
import io.chainbus.cluster.wire.PublisherCommand;
import io.chainbus.cluster.wire.ToAgent;
import io.chainbus.coordinator.ChainProtocol;
import io.chainbus.coordinator.ChainView;
import io.chainbus.coordinator.CloseMode;
import io.chainbus.coordinator.LeaveMode;
import io.chainbus.event.Phase;
import io.chainbus.explain.DryRun;
import io.chainbus.explain.Explanation;
import io.chainbus.subscriber.Subscriber;
import io.chainbus.transit.HandlerThread;
import io.chainbus.transit.SubscriberHandle;
import io.chainbus.waiting.Awaited;
import io.chainbus.walk.PublishRefusal;
import io.chainbus.walk.Receipt;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

/** A chain of a cluster, as one node sees it. Thread-safe. */
final class ClusterChain<T> implements Chain<T> {

    private final AgentSettings<T> settings;
    private final ChainSpec<T> spec;
    private final Payloads<T> payloads;
    private final ActorRef<AgentCommand> agent;
    private final ActorRef<PublisherCommand> publisher;
    private final ActorRef<ChainProtocol.Command<T>> ref;
    /** How many publishes of this node have no receipt. */
    private final AtomicInteger open;

    ClusterChain(
            AgentSettings<T> settings,
            Payloads<T> payloads,
            ActorRef<AgentCommand> agent,
            ActorRef<PublisherCommand> publisher,
            ActorRef<ChainProtocol.Command<T>> ref,
            AtomicInteger open) {
        this.settings = settings;
        this.spec = settings.spec();
        this.payloads = payloads;
        this.agent = agent;
        this.publisher = publisher;
        this.ref = ref;
        this.open = open;
    }

    @Override
    public String name() {
        return spec.name();
    }

    @Override
    public CompletionStage<Receipt<T>> publish(Phase phase, T payload) {
        String key = key(phase, payload);
        Payload packed = payloads.pack(payload);
        int limit = settings.limits().payloadLimit();
        if (packed.bytes().length > limit) {
            return refused(
                    key,
                    phase,
                    payload,
                    new PublishRefusal.NotAnEvent("the payload of '" + key + "' is " + packed.bytes().length
                            + " bytes long, and " + limit + " are let through (chainbus.cluster.payload-limit)"));
        }
        int most = settings.limits().openLimit();
        if (open.incrementAndGet() > most) {
            open.decrementAndGet();
            return refused(key, phase, payload, new PublishRefusal.Overloaded(name(), most));
        }
        Published<T> published = new Published<>(this, key, phase, payload, packed);
        publisher.tell(published);
        return published.receipt();
    }

    private CompletionStage<Receipt<T>> refused(String key, Phase phase, T payload, PublishRefusal refusal) {
        settings.recorder().refusedAtOnce(key, refusal);
        return CompletableFuture.completedFuture(Receipt.refusedAtOnce(key, phase, payload, refusal));
    }

    @SuppressWarnings("ConstantValue") // a user's function may well give null
    private String key(Phase phase, T payload) {
        requirePhase(phase);
        String key = spec.key().apply(payload);
        if (key == null) {
            throw new IllegalArgumentException("an event of chain '" + name() + "' has no key: " + payload);
        }
        return key;
    }

    private void requirePhase(Phase phase) {
        if (!spec.phases().contains(phase)) {
            throw new IllegalArgumentException(
                    "chain '" + name() + "' has no phase " + phase.name() + ": its phases are " + spec.phases());
        }
    }

    @Override
    public CompletionStage<ChainProtocol.RegisterReply> register(Subscriber<T> subscriber) {
        // Who is told first what is up is told by walks of all keys; who comes back waits for those that were under
        // way.
        boolean waits = subscriber.replay() || subscriber.durable();
        Answer<ChainProtocol.RegisterReply> answer =
                new Answer<>(settings.waits(), waits ? all("the registration of '" + subscriber.id() + "'") : null);
        agent.tell(new AgentAsk.Enlist<>(subscriber, answer));
        return answer;
    }

    @Override
    public CompletionStage<ChainProtocol.UnregisterReply> unregister(String id, LeaveMode mode) {
        SubscriberHandle<?> inside = HandlerThread.current();
        boolean itself = mode == LeaveMode.AT_ONCE
                && inside != null
                && inside.chain() == settings
                && inside.entered()
                && inside.id().equals(id);
        Answer<ChainProtocol.UnregisterReply> answer = new Answer<>(settings.waits(), itself ? null : leave(id, mode));
        agent.tell(new AgentAsk.Leave(
                Objects.requireNonNull(id, "id"),
                mode,
                itself ? HandlerThread.resign().orElse(null) : null,
                answer));
        return answer;
    }

    private Awaited leave(String id, LeaveMode mode) {
        String what = "the leave of '" + id + "'";
        // With a teardown it is behind walks of all keys that it holds or may come to hold.
        return mode == LeaveMode.TEARDOWN
                ? all(what + " with teardown")
                : new Awaited.OfSubscriber(name(), what + " from chain " + name(), id);
    }

    private Awaited all(String what) {
        return new Awaited.OfAll(name(), what + " on chain " + name());
    }

    /** What the release of that key waits for, which is called {@code what}. */
    CompletionStage<Awaited> toRelease(String key, String what) {
        CompletableFuture<Awaited> answer = new CompletableFuture<>();
        agent.tell(new AgentAsk.Need(key, what, answer));
        return answer;
    }

    Waits waits() {
        return settings.waits();
    }

    @Override
    public CompletionStage<Explanation> explain(Phase phase, T payload) {
        return dryRun(key(phase, payload), phase).thenApply(DryRun::explain);
    }

    @Override
    public CompletionStage<DryRun> dryRun(String key, Phase phase) {
        Objects.requireNonNull(key, "key");
        requirePhase(phase);
        return look().thenApply(picture -> Depiction.of(spec, payloads, picture).dryRun(key, phase));
    }

    @Override
    public CompletionStage<ChainView<T>> view() {
        return look().thenApply(picture -> Depiction.of(spec, payloads, picture).view());
    }

    private CompletionStage<ToAgent.Picture> look() {
        Answer<ToAgent.Picture> answer = new Answer<>(settings.waits(), null);
        agent.tell(new AgentAsk.Look(answer));
        return answer;
    }

    @Override
    public CompletionStage<ChainProtocol.Closed> close(CloseMode mode) {
        Answer<ChainProtocol.Closed> answer = new Answer<>(settings.waits(), all("the chain's close"));
        agent.tell(new AgentAsk.Close(mode, answer));
        return answer;
    }

    @Override
    public ActorRef<ChainProtocol.Command<T>> ref() {
        return ref;
    }

    @Override
    public String toString() {
        return "chain " + name();
    }
}
