package io.chainbus.subscriber;

import io.chainbus.verdict.Verdict;
import io.chainbus.walk.Visit;
import java.util.concurrent.CompletableFuture;

/**
 * What an actor receives that is a subscriber itself. It answers once, now or later, from any thread; a second answer
 * is ignored. When the actor stops before it has answered, its policy answers for it and it has left the chain.
 */
public final class VisitRequest<T> {

    private final Visit<T> visit;
    private final CompletableFuture<Verdict> answer;

    VisitRequest(Visit<T> visit, CompletableFuture<Verdict> answer) {
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

    /** Gives no verdict but a failure: the subscriber's policy answers in its place. */
    public void fail(Throwable failure) {
        answer.completeExceptionally(failure);
    }

    @Override
    public String toString() {
        return "request for " + visit;
    }
}
