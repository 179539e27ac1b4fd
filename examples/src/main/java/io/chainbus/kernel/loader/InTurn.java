package io.chainbus.kernel.loader;

import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Asynchronous steps one after the other. Steps that are done at once are taken in a loop, so that ten thousand of them
 * do not nest ten thousand calls.
 */
public final class InTurn {

    private InTurn() {}

    /** Runs {@code step} on each item; done when the last one's is. */
    public static <A> CompletionStage<?> forEach(
            Supplier<Optional<A>> items, Function<A, ? extends CompletionStage<?>> step) {
        return until(items, item -> step.apply(item).<Object>thenApply(result -> items), ended -> false, items);
    }

    /** Runs {@code step} on each item until one's result is {@code last}; the result is that one's, or the last item's. */
    static <A, R> CompletionStage<R> until(
            Iterator<A> items, Function<A, CompletionStage<R>> step, Predicate<R> last, R initial) {
        return until(() -> items.hasNext() ? Optional.of(items.next()) : Optional.empty(), step, last, initial);
    }

    private static <A, R> CompletionStage<R> until(
            Supplier<Optional<A>> items, Function<A, CompletionStage<R>> step, Predicate<R> last, R initial) {
        R latest = initial;
        for (Optional<A> item = items.get(); item.isPresent(); item = items.get()) {
            CompletableFuture<R> next = step.apply(item.get()).toCompletableFuture();
            if (!next.isDone() || next.isCompletedExceptionally()) {
                return next.thenCompose(result -> last.test(result)
                        ? CompletableFuture.completedFuture(result)
                        : until(items, step, last, result));
            }
            latest = next.join();
            if (last.test(latest)) {
                break;
            }
        }
        return CompletableFuture.completedFuture(latest);
    }
}
