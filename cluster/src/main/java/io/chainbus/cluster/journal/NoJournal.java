package io.chainbus.cluster.journal;

import akka.Done;
import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Keeps nothing ({@code durability = none}): membership, ledger and walks live as long as the coordinator. When its node
 * dies, the chain starts anew: subscribers are registered again by their agents, nothing is up, and publishers whose walks
 * were under way hear that it is not known how far these got.
 */
public final class NoJournal implements Journal {

    public NoJournal(ActorSystem<?> system) {}

    @Override
    public boolean durable() {
        return false;
    }

    @Override
    public ChainRegistry registry() {
        return new NoRegistry();
    }

    @Override
    public Behavior<Write> writer(String chain, ActorRef<Answer> coordinator) {
        return Behaviors.setup(context -> {
            coordinator.tell(new Recovered(new ChainState()));
            return Behaviors.receiveMessage(write -> {
                coordinator.tell(new Written(write.batch()));
                return Behaviors.same();
            });
        });
    }

    private static final class NoRegistry implements ChainRegistry {

        @Override
        public CompletionStage<Done> opened(String chain) {
            return CompletableFuture.completedStage(Done.getInstance());
        }

        @Override
        public CompletionStage<Done> closed(String chain) {
            return CompletableFuture.completedStage(Done.getInstance());
        }

        @Override
        public CompletionStage<Set<String>> open() {
            return CompletableFuture.completedStage(Set.of());
        }
    }
}
