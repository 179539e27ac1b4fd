package io.chainbus;

import akka.actor.typed.ActorRef;
import io.chainbus.coordinator.ChainProtocol;
import io.chainbus.coordinator.ChainView;
import io.chainbus.coordinator.CloseMode;
import io.chainbus.coordinator.Gateway;
import io.chainbus.coordinator.LeaveMode;
import io.chainbus.event.Phase;
import io.chainbus.explain.DryRun;
import io.chainbus.explain.Explanation;
import io.chainbus.subscriber.Subscriber;
import io.chainbus.walk.Receipt;
import java.util.concurrent.CompletionStage;

/** A chain whose coordinator and subscribers are all in this actor system. Thread-safe. */
final class LocalChain<T> implements Chain<T> {

    private final String name;
    private final Gateway.Opened<T> opened;

    LocalChain(String name, Gateway.Opened<T> opened) {
        this.name = name;
        this.opened = opened;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public CompletionStage<Receipt<T>> publish(Phase phase, T payload) {
        return gateway().publish(phase, payload);
    }

    @Override
    public CompletionStage<ChainProtocol.RegisterReply> register(Subscriber<T> subscriber) {
        return gateway().register(subscriber);
    }

    @Override
    public CompletionStage<ChainProtocol.UnregisterReply> unregister(String id, LeaveMode mode) {
        return gateway().unregister(id, mode);
    }

    @Override
    public CompletionStage<Explanation> explain(Phase phase, T payload) {
        return gateway().dryRun(phase, payload).thenApply(DryRun::explain);
    }

    @Override
    public CompletionStage<DryRun> dryRun(String key, Phase phase) {
        return gateway().dryRunOf(key, phase);
    }

    @Override
    public CompletionStage<ChainView<T>> view() {
        return gateway().view();
    }

    @Override
    public CompletionStage<ChainProtocol.Closed> close(CloseMode mode) {
        return gateway().close(mode);
    }

    Gateway<T> gateway() {
        return opened.gateway();
    }

    boolean closed() {
        return gateway().closed();
    }

    @Override
    public ActorRef<ChainProtocol.Command<T>> ref() {
        return opened.coordinator();
    }

    @Override
    public String toString() {
        return "chain " + name;
    }
}
