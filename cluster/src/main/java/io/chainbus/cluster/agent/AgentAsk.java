package io.chainbus.cluster.agent;

import io.chainbus.cluster.layout.AgentId;
import io.chainbus.cluster.wire.AgentCommand;
import io.chainbus.cluster.wire.ToAgent;
import io.chainbus.coordinator.ChainProtocol;
import io.chainbus.coordinator.CloseMode;
import io.chainbus.coordinator.LeaveMode;
import io.chainbus.subscriber.Subscriber;
import io.chainbus.transit.Farewell;
import io.chainbus.transit.Rail;
import io.chainbus.transit.SubscriberHandle;
import io.chainbus.waiting.Awaited;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** What an agent is asked on its own node, and what it tells itself. */
sealed interface AgentAsk extends AgentCommand {

    /** A subscriber of this node wants onto the chain. */
    record Enlist<T>(Subscriber<T> subscriber, CompletableFuture<ChainProtocol.RegisterReply> answer)
            implements AgentAsk, Owed {}

    /**
     * A subscriber of whatever node is to leave.
     *
     * @param resigned itself, where one of its own handlers asks and nothing else of it is at work
     */
    record Leave(
            String id,
            LeaveMode mode,
            @Nullable SubscriberHandle<?> resigned,
            CompletableFuture<ChainProtocol.UnregisterReply> answer)
            implements AgentAsk, Owed {}

    /** Somebody wants to see the chain. */
    record Look(CompletableFuture<ToAgent.Picture> answer) implements AgentAsk, Owed {}

    /** Somebody waits for the release of that key, which is called {@code what}: what has to end before? */
    record Need(String key, String what, CompletableFuture<Awaited> answer) implements AgentAsk, Owed {}

    /** The chain is to be closed. */
    record Close(CloseMode mode, CompletableFuture<ChainProtocol.Closed> answer) implements AgentAsk, Owed {}

    /**
     * The node leaves the cluster: the subscribers go, and what has been asked of them is answered first. Fails never, and
     * is done when nobody waits for this agent any more.
     */
    record Part(CompletableFuture<Void> done) implements AgentAsk {}

    /** The actor system goes down: whoever waits hears so now. */
    record Abandon(CompletableFuture<Void> done) implements AgentAsk {}

    /** Walks have ended here. */
    record Arrived<T>(Rail.Arrival<T> arrival) implements AgentAsk {}

    /** A subscriber's actor is gone, and said so. */
    record Gone<T>(Farewell<T> farewell) implements AgentAsk {}

    /** A subscriber's actor is gone. */
    record ShellStopped<T>(SubscriberHandle<T> handle) implements AgentAsk {}

    /** The coordinator of that epoch is gone. */
    record HomeStopped(AgentId agent, long epoch) implements AgentAsk {}

    /** Sends what there is to answer, behind all that has come in by now. */
    enum Answer implements AgentAsk {
        INSTANCE
    }

    /** Time to look at deadlines. */
    enum Inspect implements AgentAsk {
        INSTANCE
    }

    /** Time to ask again for what has not been answered. */
    enum Tick implements AgentAsk {
        INSTANCE
    }
}
