package io.chainbus.cluster.agent;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.DispatcherSelector;
import io.chainbus.Chain;
import io.chainbus.ChainSpec;
import io.chainbus.cluster.wire.AgentCommand;
import io.chainbus.cluster.wire.PublisherCommand;
import io.chainbus.cluster.wire.ToHome;
import io.chainbus.coordinator.ChainProtocol;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A chain as it is open on one node: its agent, its publisher, and what users see of it. Thread-safe. */
public final class NodeChain<T> {

    private final AgentSettings<T> settings;
    private final ActorRef<AgentCommand> agent;
    private final ActorRef<PublisherCommand> publisher;
    private final ClusterChain<T> chain;

    private NodeChain(
            AgentSettings<T> settings,
            ActorRef<AgentCommand> agent,
            ActorRef<PublisherCommand> publisher,
            ClusterChain<T> chain) {
        this.settings = settings;
        this.agent = agent;
        this.publisher = publisher;
        this.chain = chain;
    }

    /**
     * Opens it.
     *
     * @param region reaches the chain's coordinator, wherever it is
     */
    public static <T> NodeChain<T> open(ActorSystem<?> system, AgentSettings<T> settings, Consumer<ToHome> region) {
        String name = "chainbus-" + settings.agent().life() + "-"
                + URLEncoder.encode(settings.chain(), StandardCharsets.UTF_8).replace("*", "%2A");
        DispatcherSelector dispatcher = DispatcherSelector.fromConfig("chainbus.dispatcher");
        AtomicInteger open = new AtomicInteger();
        ActorRef<AgentCommand> agent =
                system.systemActorOf(Agent.create(settings, region), name + "-agent", dispatcher);
        ActorRef<PublisherCommand> publisher = system.systemActorOf(
                Publisher.create(settings, region, published -> open.decrementAndGet()),
                name + "-publisher",
                dispatcher);
        CompletableFuture<Chain<T>> opened = new CompletableFuture<>();
        ActorRef<ChainProtocol.Command<T>> port =
                system.systemActorOf(Port.create(opened::join), name + "-port", dispatcher);
        ClusterChain<T> chain = new ClusterChain<>(
                settings, new Payloads<>(system, settings.spec().payload()), agent, publisher, port, open);
        opened.complete(chain);
        return new NodeChain<>(settings, agent, publisher, chain);
    }

    public ChainSpec<T> spec() {
        return settings.spec();
    }

    public Chain<T> chain() {
        return chain;
    }

    /** The actor system goes down: whoever waits for an answer hears now that there will be none. */
    public CompletionStage<Void> abandon() {
        CompletableFuture<Void> asked = new CompletableFuture<>();
        CompletableFuture<Void> published = new CompletableFuture<>();
        agent.tell(new AgentAsk.Abandon(asked));
        publisher.tell(new Publisher.Abandon(published));
        return CompletableFuture.allOf(asked, published);
    }
}
