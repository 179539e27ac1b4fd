package io.chainbus.coordinator;

import io.chainbus.transit.SubscriberHandle;
import io.chainbus.waiting.CircularWaitException;
import io.chainbus.walk.Awaitable;
import io.chainbus.walk.Visit;
import java.util.ArrayList;
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
public abstract class Promised<V> extends CompletableFuture<V> implements Awaitable<V> {

    /** Where it all began: this one, or the one that this one was made of. */
    protected abstract Promised<?> origin();

    /** The subscriber whose handler the present thread is inside of, if its waits are known where this one's are. */
    protected abstract @Nullable SubscriberHandle<?> inside();

    /** The wait of that visit of that subscriber for {@code stage}, which comes of this one. */
    protected abstract <W> CompletionStage<W> await(Visit<?> visit, String subscriber, CompletionStage<W> stage);

    /** What a handler must not block for; null where nothing is said against it. */
    protected @Nullable String blocking() {
        return null;
    }

    @Override
    public final <U> CompletableFuture<U> newIncompleteFuture() {
        return new Derived<>(this);
    }

    @Override
    public final CompletionStage<V> awaitedBy(Visit<?> visit, String subscriber) {
        Promised<?> origin = origin();
        SubscriberHandle<?> inside = subscriber.isEmpty() ? inside() : null;
        String who = inside == null ? subscriber : inside.id();
        CompletionStage<V> awaited = origin.isDone() ? this : origin.await(visit, who, this);
        List<CompletionStage<?>> further = new ArrayList<>(0);
        awaitFurther(visit, who, further);
        if (further.isEmpty()) {
            return awaited;
        }
        CompletableFuture<V> whole = new CompletableFuture<>();
        further.forEach(stage -> refusedWith(stage, whole));
        CompletionStage<?> unused = awaited.whenComplete((value, failure) -> end(whole, value, failure));
        return whole;
    }

    /** What follows from the origin may be waits of their own: they are looked at when they begin. */
    void awaitFurther(Visit<?> visit, String subscriber, List<CompletionStage<?>> into) {}

    private static void refusedWith(CompletionStage<?> stage, CompletableFuture<?> whole) {
        CompletionStage<?> unused = stage.whenComplete((value, failure) -> {
            if (failure instanceof CircularWaitException
                    || (failure != null && failure.getCause() instanceof CircularWaitException)) {
                whole.completeExceptionally(failure);
            }
        });
    }

    /** The future ends as a stage has ended. */
    public static <V> void end(CompletableFuture<V> future, V value, @Nullable Throwable failure) {
        if (failure == null) {
            future.complete(value);
        } else {
            future.completeExceptionally(failure);
        }
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
        SubscriberHandle<?> inside = inside();
        String what = inside == null ? null : origin().blocking();
        if (inside != null && what != null) {
            throw new BlockedHandlerException(inside.id(), what);
        }
    }

    /** Made of another: by {@code thenApply} and the like. */
    private static final class Derived<V> extends Promised<V> {
        private final Promised<?> parent;
        /** Where this was composed: the stage that follows, once it is there. */
        private volatile @Nullable CompletableFuture<CompletionStage<V>> next;

        Derived(Promised<?> parent) {
            this.parent = parent;
        }

        @Override
        protected Promised<?> origin() {
            return parent.origin();
        }

        @Override
        protected @Nullable SubscriberHandle<?> inside() {
            return parent.inside();
        }

        @Override
        protected <W> CompletionStage<W> await(Visit<?> visit, String subscriber, CompletionStage<W> stage) {
            return origin().await(visit, subscriber, stage);
        }

        @Override
        void awaitFurther(Visit<?> visit, String subscriber, List<CompletionStage<?>> into) {
            parent.awaitFurther(visit, subscriber, into);
            CompletableFuture<CompletionStage<V>> second = next;
            if (second != null) {
                into.add(second.thenCompose(stage -> awaited(stage, visit, subscriber)));
            }
        }

        @SuppressWarnings("unchecked") // a stage that is awaitable is so for its own value
        private static <V> CompletionStage<V> awaited(CompletionStage<V> stage, Visit<?> visit, String subscriber) {
            return stage instanceof Awaitable<?> ? ((Awaitable<V>) stage).awaitedBy(visit, subscriber) : stage;
        }
    }
}
