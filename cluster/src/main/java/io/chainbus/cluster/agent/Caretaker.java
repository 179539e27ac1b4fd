package io.chainbus.cluster.agent;

import akka.actor.DeadLetter;
import akka.actor.PoisonPill;
import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.Terminated;
import akka.actor.typed.eventstream.EventStream;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Adapter;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import io.chainbus.coordinator.ChainStoppedException;
import java.util.List;

/**
 * Sees to it that a chain whose agent or publisher has failed on a node fails there as a whole, and in a way that users see:
 * the other one stops too, so that the coordinator takes this node's subscribers for dead, and whoever asks for anything is
 * told that the chain has stopped.
 */
final class Caretaker extends AbstractBehavior<DeadLetter> {

    private final String chain;
    private final List<ActorRef<?>> parts;
    private final Runnable stopped;

    private Caretaker(ActorContext<DeadLetter> context, String chain, List<ActorRef<?>> parts, Runnable stopped) {
        super(context);
        this.chain = chain;
        this.parts = parts;
        this.stopped = stopped;
        parts.forEach(context::watch);
        // What they had not dealt with when they stopped, and what comes for them later.
        context.getSystem().eventStream().tell(new EventStream.Subscribe<>(DeadLetter.class, context.getSelf()));
    }

    /**
     * That of one chain.
     *
     * @param parts its agent and its publisher
     * @param stopped is run when one of them has stopped
     */
    static Behavior<DeadLetter> create(String chain, List<ActorRef<?>> parts, Runnable stopped) {
        return Behaviors.setup(context -> new Caretaker(context, chain, parts, stopped));
    }

    @Override
    public Receive<DeadLetter> createReceive() {
        return newReceiveBuilder()
                .onMessage(DeadLetter.class, this::onDeadLetter)
                .onSignal(Terminated.class, this::onTerminated)
                .build();
    }

    private Behavior<DeadLetter> onDeadLetter(DeadLetter letter) {
        if (letter.message() instanceof Owed owed && parts.contains(Adapter.toTyped(letter.recipient()))) {
            owed.answer().completeExceptionally(new ChainStoppedException(chain));
        }
        return this;
    }

    private Behavior<DeadLetter> onTerminated(Terminated terminated) {
        getContext().getLog().info("Chain {} is closed on this node: {} has stopped", chain, terminated.getRef());
        stopped.run();
        parts.forEach(part -> part.unsafeUpcast().tell(PoisonPill.getInstance()));
        return this;
    }
}
