package io.chainbus.transit;

import io.chainbus.subscriber.Reaction;
import io.chainbus.verdict.Verdict;
import io.chainbus.walk.Visit;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What calling a user's handler came to. */
sealed interface Invocation {

    /** It answered. */
    record Answered(Verdict verdict) implements Invocation {}

    /** It will answer. */
    record Later(CompletionStage<Verdict> stage) implements Invocation {}

    /** It threw, or gave nothing. */
    record Threw(Throwable failure) implements Invocation {}

    /** A handler gave {@code null} where a verdict was expected. */
    final class NoVerdict extends RuntimeException {
        private static final long serialVersionUID = 1;

        NoVerdict() {
            super("the handler gave no verdict", null, false, false);
        }
    }

    Answered DONE = new Answered(Verdict.done());
    Answered OK = new Answered(Verdict.ok());

    private static Invocation answered(@Nullable Verdict verdict) {
        if (verdict == null) {
            return new Threw(new NoVerdict());
        }
        if (verdict == OK.verdict()) {
            return OK;
        }
        return verdict == DONE.verdict() ? DONE : new Answered(verdict);
    }

    /** Calls the handler, and lets nothing through that it throws: a handler does not take the chain along. */
    @SuppressWarnings("ConstantValue") // users' handlers may well give null
    static <T> Invocation of(Reaction<T> reaction, Visit<T> visit) {
        try {
            if (reaction instanceof Reaction.Immediate<T> immediate) {
                return answered(immediate.handler().onEvent(visit));
            }
            CompletionStage<Verdict> stage = reaction instanceof Reaction.Later<T> later
                    ? later.handler().onEvent(visit)
                    : ((Reaction.ByActor<T>) reaction).handler().onEvent(visit);
            if (stage instanceof CompletableFuture<Verdict> future
                    && future.isDone()
                    && !future.isCompletedExceptionally()) {
                return answered(future.join());
            }
            return stage == null ? new Threw(new NoVerdict()) : new Later(stage);
        } catch (Throwable e) {
            return new Threw(e);
        } finally {
            // An interrupt was for this handler: on the same thread the next one begins, of another key or subscriber.
            Thread.interrupted();
        }
    }

    static String reason(Throwable failure) {
        String message = message(failure);
        if (failure instanceof NoVerdict && message != null) {
            return message;
        }
        String name = failure.getClass().getSimpleName();
        return message == null || message.isBlank() ? name : name + ": " + message;
    }

    private static @Nullable String message(Throwable failure) {
        try {
            return failure.getMessage();
        } catch (RuntimeException e) {
            return null;
        }
    }
}
