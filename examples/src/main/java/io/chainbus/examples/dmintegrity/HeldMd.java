package io.chainbus.examples.dmintegrity;

import io.chainbus.subscriber.AsyncHandler;
import io.chainbus.verdict.Verdict;
import io.chainbus.walk.Visit;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** An md that is not done before it is told so. */
final class HeldMd implements AsyncHandler<String> {

    private final CompletableFuture<Visit<String>> begun = new CompletableFuture<>();
    private final CompletableFuture<Verdict> answer = new CompletableFuture<>();

    @Override
    public CompletionStage<Verdict> onEvent(Visit<String> visit) {
        begun.complete(visit);
        return answer;
    }

    /** There when its turn has come. */
    CompletionStage<Visit<String>> begun() {
        return begun;
    }

    void letGo() {
        answer.complete(Verdict.ok());
    }
}
