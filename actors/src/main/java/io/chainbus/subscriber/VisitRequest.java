package io.chainbus.subscriber;

import io.chainbus.verdict.Verdict;
import io.chainbus.walk.Visit;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * What an actor receives that is a subscriber itself. It answers once, now or later, from any thread; a second answer
 * is ignored. When the actor stops before it has answered, its policy answers for it, and it has left the chain
 * or is away.
 */
public final class VisitRequest<T> {

    private final String subscriber;
    private final Visit<T> visit;
    private final CompletableFuture<Verdict> answer;

    VisitRequest(String subscriber, Visit<T> visit, CompletableFuture<Verdict> answer) {
        this.subscriber = subscriber;
        this.visit = visit;
        this.answer = answer;
    }

    public Visit<T> visit() {
        return visit;
    }

    /** Gives the verdict. */
    public void answer(Verdict verdict) {
        answer.complete(verdict);
    }

    /**
     * Gives the verdict that {@code then} makes of the value of {@code stage}, when that is there. What would never end
     * is refused, as {@link Visit#verdictAfter} says: the failure is the answer then, and is given back too.
     */
    public <V> CompletionStage<Verdict> answerAfter(
            CompletionStage<V> stage, Function<? super V, ? extends Verdict> then) {
        return visit.verdictAfter(subscriber, stage, then).whenComplete((verdict, failure) -> {
            if (failure == null) {
                answer(verdict);
            } else {
                fail(failure);
            }
        });
    }

    /** Gives no verdict but a failure: the subscriber's policy answers in its place. */
    public void fail(Throwable failure) {
        answer.completeExceptionally(failure);
    }

    @Override
    public String toString() {
        return "request for " + visit;
    }
}
