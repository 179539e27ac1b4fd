package io.chainbus.cluster.agent;

import akka.actor.typed.ActorRef;
import io.chainbus.Chain;
import io.chainbus.ChainSpec;
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
        Published<T> published = new Published<>(key, phase, payload, packed);
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
        CompletableFuture<ChainProtocol.RegisterReply> answer = new CompletableFuture<>();
        agent.tell(new AgentAsk.Enlist<>(Objects.requireNonNull(subscriber, "subscriber"), answer));
        return answer;
    }

    @Override
    public CompletionStage<ChainProtocol.UnregisterReply> unregister(String id, LeaveMode mode) {
        SubscriberHandle<?> inside = HandlerThread.current();
        boolean itself = mode == LeaveMode.AT_ONCE
                && inside != null
                && inside.chain() == spec
                && inside.entered()
                && inside.id().equals(id);
        CompletableFuture<ChainProtocol.UnregisterReply> answer = new CompletableFuture<>();
        agent.tell(new AgentAsk.Leave(
                Objects.requireNonNull(id, "id"),
                mode,
                itself ? HandlerThread.resign().orElse(null) : null,
                answer));
        return answer;
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
        CompletableFuture<ToAgent.Picture> answer = new CompletableFuture<>();
        agent.tell(new AgentAsk.Look(answer));
        return answer;
    }

    @Override
    public CompletionStage<ChainProtocol.Closed> close(CloseMode mode) {
        CompletableFuture<ChainProtocol.Closed> answer = new CompletableFuture<>();
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
