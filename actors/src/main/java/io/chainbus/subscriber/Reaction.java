package io.chainbus.subscriber;

import akka.actor.typed.ActorRef;
import io.chainbus.verdict.Verdict;
import io.chainbus.walk.Visit;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** The three ways in which a subscriber reacts to a visit. */
public sealed interface Reaction<T> {

    /** A handler that answers at once. */
    record Immediate<T>(Handler<T> handler) implements Reaction<T> {}

    /** A handler that may answer later. */
    record Later<T>(AsyncHandler<T> handler) implements Reaction<T> {}

    /** An actor of the user's own, which the subscriber lives and dies with. */
    record ByActor<T>(ActorRef<?> actor, AsyncHandler<T> handler) implements Reaction<T> {

        static <T, M> ByActor<T> of(
                String subscriber, ActorRef<M> actor, Function<? super VisitRequest<T>, ? extends M> message) {
            return new ByActor<>(actor, visit -> ask(subscriber, actor, message, visit));
        }

        private static <T, M> CompletionStage<Verdict> ask(
                String subscriber,
                ActorRef<M> actor,
                Function<? super VisitRequest<T>, ? extends M> message,
                Visit<T> visit) {
            CompletableFuture<Verdict> answer = new CompletableFuture<>();
            actor.tell(message.apply(new VisitRequest<>(subscriber, visit, answer)));
            return answer;
        }
    }
}
