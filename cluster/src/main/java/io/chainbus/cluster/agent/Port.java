package io.chainbus.cluster.agent;

import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import io.chainbus.Chain;
import io.chainbus.coordinator.ChainProtocol;
import io.chainbus.walk.PublishRefusal;
import io.chainbus.walk.Receipt;
import java.util.function.Supplier;

/** What actors of this node tell a chain of the cluster: the coordinator's own protocol, for them to be answered by message. */
final class Port {

    private Port() {}

    static <T> Behavior<ChainProtocol.Command<T>> create(Supplier<Chain<T>> chain) {
        return Behaviors.receiveMessage(message -> {
            pass(chain.get(), message);
            return Behaviors.same();
        });
    }

    @SuppressWarnings("FutureReturnValueIgnored") // whoever asked is answered by message, or not at all
    private static <T> void pass(Chain<T> chain, ChainProtocol.Command<T> message) {
        if (message instanceof ChainProtocol.Publish<T> publish) {
            publish(chain, publish);
        } else if (message instanceof ChainProtocol.Register<T> register) {
            chain.register(register.subscriber()).thenAccept(register.replyTo()::tell);
        } else if (message instanceof ChainProtocol.Unregister<T> unregister) {
            chain.unregister(unregister.id(), unregister.mode()).thenAccept(unregister.replyTo()::tell);
        } else if (message instanceof ChainProtocol.Explain<T> explain) {
            chain.dryRun(explain.key(), explain.phase()).thenAccept(explain.replyTo()::tell);
        } else if (message instanceof ChainProtocol.View<T> view) {
            chain.view().thenAccept(view.replyTo()::tell);
        } else if (message instanceof ChainProtocol.Close<T> close) {
            chain.close(close.mode()).thenAccept(close.replyTo()::tell);
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // as above
    private static <T> void publish(Chain<T> chain, ChainProtocol.Publish<T> publish) {
        try {
            chain.publish(publish.phase(), publish.payload()).thenAccept(publish.replyTo()::tell);
        } catch (RuntimeException e) {
            publish.replyTo()
                    .tell(Receipt.refusedAtOnce(
                            "",
                            publish.phase(),
                            publish.payload(),
                            new PublishRefusal.NotAnEvent(e.getMessage() == null ? e.toString() : e.getMessage())));
        }
    }
}
