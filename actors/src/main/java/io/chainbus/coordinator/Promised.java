package io.chainbus.coordinator;

import io.chainbus.transit.SubscriberHandle;
import io.chainbus.walk.Awaitable;
import io.chainbus.walk.Visit;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A future that knows what it waits for, also one made of it, so that a handler that waits for it can be refused (promise
 * P12): through its visit when that would close a circle, and by blocking, for a receipt, always. Thread-safe.
 */
abstract class Promised<V> extends CompletableFuture<V> implements Awaitable<V> {

    /** Where it all began: this one, or the one that this one was made of. */
    abstract Promised<?> origin();

    abstract Waits waits();

    /** The wait of that visit of that subscriber for {@code stage}, which comes of this one. */
    abstract <W> CompletionStage<W> await(Visit<?> visit, String subscriber, CompletionStage<W> stage);

    /** What a handler must not block for; null where nothing is said against it. */
    @Nullable
    String blocking() {
        return null;
    }

    @Override
    public final <U> CompletableFuture<U> newIncompleteFuture() {
        return new Derived<>(origin());
    }

    @Override
    public final CompletionStage<V> awaitedBy(Visit<?> visit, String subscriber) {
        Promised<?> origin = origin();
        if (origin.isDone()) {
            return awaitNext(visit, subscriber);
        }
        SubscriberHandle<?> inside = subscriber.isEmpty() ? waits().inside() : null;
        CompletionStage<V> awaited = origin.await(visit, inside == null ? subscriber : inside.id(), this);
        return awaited == this ? awaitNext(visit, subscriber) : awaited;
    }

    /** What follows from the origin may be a wait of its own. */
    CompletionStage<V> awaitNext(Visit<?> visit, String subscriber) {
        return this;
    }

    @Override
    public final <U> CompletableFuture<U> thenCompose(Function<? super V, ? extends CompletionStage<U>> next) {
        return composed(next, super::thenCompose);
    }

    @Override
    public final <U> CompletableFuture<U> thenComposeAsync(Function<? super V, ? extends CompletionStage<U>> next) {
        return composed(next, super::thenComposeAsync);
    }

    @Override
    public final <U> CompletableFuture<U> thenComposeAsync(
            Function<? super V, ? extends CompletionStage<U>> next, Executor executor) {
        return composed(next, step -> super.thenComposeAsync(step, executor));
    }

    /** Keeps what the next stage is, so that whoever waits for the whole is looked at when that begins. */
    private <U> CompletableFuture<U> composed(
            Function<? super V, ? extends CompletionStage<U>> next,
            Function<Function<V, CompletionStage<U>>, CompletableFuture<U>> compose) {
        CompletableFuture<CompletionStage<U>> second = new CompletableFuture<>();
        CompletableFuture<U> whole = compose.apply(value -> {
            CompletionStage<U> stage = next.apply(value);
            second.complete(stage);
            return stage;
        });
        if (whole instanceof Derived<U> derived) {
            derived.next = second;
        }
        return whole;
    }

    @Override
    public final V get() throws InterruptedException, ExecutionException {
        refuseToBlock();
        return super.get();
    }

    @Override
    public final V get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
        refuseToBlock();
        return super.get(timeout, unit);
    }

    @Override
    public final V join() {
        refuseToBlock();
        return super.join();
    }

    private void refuseToBlock() {
        if (isDone()) {
            return;
        }
        SubscriberHandle<?> inside = waits().inside();
        String what = inside == null ? null : origin().blocking();
        if (inside != null && what != null) {
            throw new BlockedHandlerException(inside.id(), what);
        }
    }

    /** Made of another: by {@code thenApply} and the like. */
    private static final class Derived<V> extends Promised<V> {
        private final Promised<?> origin;
        /** Where this was composed: the stage that follows, once it is there. */
        private volatile @Nullable CompletableFuture<CompletionStage<V>> next;

        Derived(Promised<?> origin) {
            this.origin = origin;
        }

        @Override
        Promised<?> origin() {
            return origin;
        }

        @Override
        Waits waits() {
            return origin.waits();
        }

        @Override
        <W> CompletionStage<W> await(Visit<?> visit, String subscriber, CompletionStage<W> stage) {
            return origin.await(visit, subscriber, stage);
        }

        @Override
        CompletionStage<V> awaitNext(Visit<?> visit, String subscriber) {
            CompletableFuture<CompletionStage<V>> second = next;
            if (second == null) {
                return this;
            }
            SubscriberHandle<?> inside = subscriber.isEmpty() ? waits().inside() : null;
            String who = inside == null ? subscriber : inside.id();
            CompletableFuture<V> either = new CompletableFuture<>();
            CompletionStage<V> looked = second.thenCompose(stage -> awaited(stage, visit, who));
            for (CompletionStage<V> stage : List.of(this, looked)) {
                stage.whenComplete((value, failure) -> end(either, value, failure));
            }
            return either;
        }

        @SuppressWarnings("unchecked") // a stage that is awaitable is so for its own value
        private static <V> CompletionStage<V> awaited(CompletionStage<V> stage, Visit<?> visit, String subscriber) {
            return stage instanceof Awaitable<?> ? ((Awaitable<V>) stage).awaitedBy(visit, subscriber) : stage;
        }

        private static <V> void end(CompletableFuture<V> either, V value, @Nullable Throwable failure) {
            if (failure == null) {
                either.complete(value);
            } else {
                either.completeExceptionally(failure);
            }
        }
    }
}
