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
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A chain as it is open on one node: its agent, its publisher, and what users see of it. Thread-safe. */
public final class NodeChain<T> {

    private final AgentSettings<T> settings;
    private final ActorRef<AgentCommand> agent;
    private final ActorRef<PublisherCommand> publisher;
    private final ClusterChain<T> chain;
    private final AtomicBoolean closed;

    private NodeChain(
            AgentSettings<T> settings,
            ActorRef<AgentCommand> agent,
            ActorRef<PublisherCommand> publisher,
            ClusterChain<T> chain,
            AtomicBoolean closed) {
        this.closed = closed;
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
        ActorRef<PublisherCommand> publisher = system.systemActorOf(
                Publisher.create(settings, region, published -> open.decrementAndGet()),
                name + "-publisher",
                dispatcher);
        AtomicBoolean closed = new AtomicBoolean();
        Agent.Listener listener = new Agent.Listener() {
            @Override
            public void moved() {
                publisher.tell(Publisher.Ask.INSTANCE);
            }

            @Override
            public void over() {
                closed.set(true);
                publisher.tell(Publisher.Close.INSTANCE);
            }
        };
        ActorRef<AgentCommand> agent =
                system.systemActorOf(Agent.create(settings, region, listener), name + "-agent", dispatcher);
        CompletableFuture<Chain<T>> opened = new CompletableFuture<>();
        ActorRef<ChainProtocol.Command<T>> port =
                system.systemActorOf(Port.create(opened::join), name + "-port", dispatcher);
        ClusterChain<T> chain = new ClusterChain<>(
                settings, new Payloads<>(system, settings.spec().payload()), agent, publisher, port, open);
        opened.complete(chain);
        system.systemActorOf(
                Caretaker.create(settings.chain(), List.of(agent, publisher), () -> closed.set(true)),
                name + "-caretaker",
                dispatcher);
        return new NodeChain<>(settings, agent, publisher, chain, closed);
    }

    /** Whether it has been closed, on whatever node, or has failed on this one: then there is nothing to be had from it. */
    public boolean closed() {
        return closed.get();
    }

    public ChainSpec<T> spec() {
        return settings.spec();
    }

    public Chain<T> chain() {
        return chain;
    }

    /**
     * The node leaves the cluster: what was published here gets its receipts, then the subscribers go, and nobody waits for
     * this node any more when it is done.
     */
    public CompletionStage<Void> part() {
        CompletableFuture<Void> published = new CompletableFuture<>();
        publisher.tell(new Publisher.Finish(published));
        return published.thenCompose(finished -> {
            CompletableFuture<Void> parted = new CompletableFuture<>();
            agent.tell(new AgentAsk.Part(parted));
            return parted;
        });
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
