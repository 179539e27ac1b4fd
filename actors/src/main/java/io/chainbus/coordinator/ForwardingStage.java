package io.chainbus.coordinator;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;

/** A stage that has another do everything: the future that {@link #toCompletableFuture} gives. */
abstract class ForwardingStage<V> implements CompletionStage<V> {

    @Override
    public final <U> CompletionStage<U> thenApply(Function<? super V, ? extends U> then) {
        return toCompletableFuture().thenApply(then);
    }

    @Override
    public final <U> CompletionStage<U> thenApplyAsync(Function<? super V, ? extends U> then) {
        return toCompletableFuture().thenApplyAsync(then);
    }

    @Override
    public final <U> CompletionStage<U> thenApplyAsync(Function<? super V, ? extends U> then, Executor executor) {
        return toCompletableFuture().thenApplyAsync(then, executor);
    }

    @Override
    public final CompletionStage<Void> thenAccept(Consumer<? super V> then) {
        return toCompletableFuture().thenAccept(then);
    }

    @Override
    public final CompletionStage<Void> thenAcceptAsync(Consumer<? super V> then) {
        return toCompletableFuture().thenAcceptAsync(then);
    }

    @Override
    public final CompletionStage<Void> thenAcceptAsync(Consumer<? super V> then, Executor executor) {
        return toCompletableFuture().thenAcceptAsync(then, executor);
    }

    @Override
    public final CompletionStage<Void> thenRun(Runnable then) {
        return toCompletableFuture().thenRun(then);
    }

    @Override
    public final CompletionStage<Void> thenRunAsync(Runnable then) {
        return toCompletableFuture().thenRunAsync(then);
    }

    @Override
    public final CompletionStage<Void> thenRunAsync(Runnable then, Executor executor) {
        return toCompletableFuture().thenRunAsync(then, executor);
    }

    @Override
    public final <U, W> CompletionStage<W> thenCombine(
            CompletionStage<? extends U> other, BiFunction<? super V, ? super U, ? extends W> then) {
        return toCompletableFuture().thenCombine(other, then);
    }

    @Override
    public final <U, W> CompletionStage<W> thenCombineAsync(
            CompletionStage<? extends U> other, BiFunction<? super V, ? super U, ? extends W> then) {
        return toCompletableFuture().thenCombineAsync(other, then);
    }

    @Override
    public final <U, W> CompletionStage<W> thenCombineAsync(
            CompletionStage<? extends U> other, BiFunction<? super V, ? super U, ? extends W> then, Executor executor) {
        return toCompletableFuture().thenCombineAsync(other, then, executor);
    }

    @Override
    public final <U> CompletionStage<Void> thenAcceptBoth(
            CompletionStage<? extends U> other, BiConsumer<? super V, ? super U> then) {
        return toCompletableFuture().thenAcceptBoth(other, then);
    }

    @Override
    public final <U> CompletionStage<Void> thenAcceptBothAsync(
            CompletionStage<? extends U> other, BiConsumer<? super V, ? super U> then) {
        return toCompletableFuture().thenAcceptBothAsync(other, then);
    }

    @Override
    public final <U> CompletionStage<Void> thenAcceptBothAsync(
            CompletionStage<? extends U> other, BiConsumer<? super V, ? super U> then, Executor executor) {
        return toCompletableFuture().thenAcceptBothAsync(other, then, executor);
    }

    @Override
    public final CompletionStage<Void> runAfterBoth(CompletionStage<?> other, Runnable then) {
        return toCompletableFuture().runAfterBoth(other, then);
    }

    @Override
    public final CompletionStage<Void> runAfterBothAsync(CompletionStage<?> other, Runnable then) {
        return toCompletableFuture().runAfterBothAsync(other, then);
    }

    @Override
    public final CompletionStage<Void> runAfterBothAsync(CompletionStage<?> other, Runnable then, Executor executor) {
        return toCompletableFuture().runAfterBothAsync(other, then, executor);
    }

    @Override
    public final <U> CompletionStage<U> applyToEither(CompletionStage<? extends V> other, Function<? super V, U> then) {
        return toCompletableFuture().applyToEither(other, then);
    }

    @Override
    public final <U> CompletionStage<U> applyToEitherAsync(
            CompletionStage<? extends V> other, Function<? super V, U> then) {
        return toCompletableFuture().applyToEitherAsync(other, then);
    }

    @Override
    public final <U> CompletionStage<U> applyToEitherAsync(
            CompletionStage<? extends V> other, Function<? super V, U> then, Executor executor) {
        return toCompletableFuture().applyToEitherAsync(other, then, executor);
    }

    @Override
    public final CompletionStage<Void> acceptEither(CompletionStage<? extends V> other, Consumer<? super V> then) {
        return toCompletableFuture().acceptEither(other, then);
    }

    @Override
    public final CompletionStage<Void> acceptEitherAsync(CompletionStage<? extends V> other, Consumer<? super V> then) {
        return toCompletableFuture().acceptEitherAsync(other, then);
    }

    @Override
    public final CompletionStage<Void> acceptEitherAsync(
            CompletionStage<? extends V> other, Consumer<? super V> then, Executor executor) {
        return toCompletableFuture().acceptEitherAsync(other, then, executor);
    }

    @Override
    public final CompletionStage<Void> runAfterEither(CompletionStage<?> other, Runnable then) {
        return toCompletableFuture().runAfterEither(other, then);
    }

    @Override
    public final CompletionStage<Void> runAfterEitherAsync(CompletionStage<?> other, Runnable then) {
        return toCompletableFuture().runAfterEitherAsync(other, then);
    }

    @Override
    public final CompletionStage<Void> runAfterEitherAsync(CompletionStage<?> other, Runnable then, Executor executor) {
        return toCompletableFuture().runAfterEitherAsync(other, then, executor);
    }

    @Override
    public final <U> CompletionStage<U> thenCompose(Function<? super V, ? extends CompletionStage<U>> then) {
        return toCompletableFuture().thenCompose(then);
    }

    @Override
    public final <U> CompletionStage<U> thenComposeAsync(Function<? super V, ? extends CompletionStage<U>> then) {
        return toCompletableFuture().thenComposeAsync(then);
    }

    @Override
    public final <U> CompletionStage<U> thenComposeAsync(
            Function<? super V, ? extends CompletionStage<U>> then, Executor executor) {
        return toCompletableFuture().thenComposeAsync(then, executor);
    }

    @Override
    public final <U> CompletionStage<U> handle(BiFunction<? super V, Throwable, ? extends U> then) {
        return toCompletableFuture().handle(then);
    }

    @Override
    public final <U> CompletionStage<U> handleAsync(BiFunction<? super V, Throwable, ? extends U> then) {
        return toCompletableFuture().handleAsync(then);
    }

    @Override
    public final <U> CompletionStage<U> handleAsync(
            BiFunction<? super V, Throwable, ? extends U> then, Executor executor) {
        return toCompletableFuture().handleAsync(then, executor);
    }

    @Override
    public final CompletionStage<V> whenComplete(BiConsumer<? super V, ? super Throwable> then) {
        return toCompletableFuture().whenComplete(then);
    }

    @Override
    public final CompletionStage<V> whenCompleteAsync(BiConsumer<? super V, ? super Throwable> then) {
        return toCompletableFuture().whenCompleteAsync(then);
    }

    @Override
    public final CompletionStage<V> whenCompleteAsync(
            BiConsumer<? super V, ? super Throwable> then, Executor executor) {
        return toCompletableFuture().whenCompleteAsync(then, executor);
    }

    @Override
    public final CompletionStage<V> exceptionally(Function<Throwable, ? extends V> then) {
        return toCompletableFuture().exceptionally(then);
    }

    @Override
    public final CompletionStage<V> exceptionallyAsync(Function<Throwable, ? extends V> then) {
        return toCompletableFuture().exceptionallyAsync(then);
    }

    @Override
    public final CompletionStage<V> exceptionallyAsync(Function<Throwable, ? extends V> then, Executor executor) {
        return toCompletableFuture().exceptionallyAsync(then, executor);
    }

    @Override
    public final CompletionStage<V> exceptionallyCompose(Function<Throwable, ? extends CompletionStage<V>> then) {
        return toCompletableFuture().exceptionallyCompose(then);
    }

    @Override
    public final CompletionStage<V> exceptionallyComposeAsync(Function<Throwable, ? extends CompletionStage<V>> then) {
        return toCompletableFuture().exceptionallyComposeAsync(then);
    }

    @Override
    public final CompletionStage<V> exceptionallyComposeAsync(
            Function<Throwable, ? extends CompletionStage<V>> then, Executor executor) {
        return toCompletableFuture().exceptionallyComposeAsync(then, executor);
    }
}
