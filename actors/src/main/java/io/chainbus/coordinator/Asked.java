package io.chainbus.coordinator;

import io.chainbus.transit.SubscriberHandle;
import io.chainbus.waiting.Awaited;
import io.chainbus.walk.Awaitable;
import io.chainbus.walk.Visit;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * What somebody outside has asked of a coordinator, and the stage of its answer. From when the coordinator has taken it
 * in until it is answered it is in that coordinator's list of {@link Replies}, by links of its own, so that a chain that
 * stops leaves nobody without a word.
 *
 * <p>Nothing that hangs on a stage may run on a chain's thread, so its future is completed on another, which costs a
 * hand-over. Where nobody has asked for the future by the time the answer is there, there is nothing that could hang on
 * it: then the coordinator leaves the answer here, and a future that is made later has it already. Both race for
 * {@link #state}.
 */
abstract class Asked<V> extends ForwardingStage<V> implements Awaitable<V> {

    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(Asked.class, "state", Object.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** Why there will be no answer. */
    private record Failed(Throwable reason) {}

    /**
     * Absent; or the future, when somebody asked for it first; or the answer, what it is {@linkplain #made made} of, or
     * {@link Failed}, when that came first.
     */
    private volatile @Nullable Object state;

    /** The answer, what it is made of, or {@link Failed}: set by the coordinator before it is delivered, perhaps on another thread. */
    private @Nullable Object outcome;

    /** The neighbours in the list; absent while it is in none. The coordinator's own. */
    @Nullable
    Asked<?> before;

    @Nullable
    Asked<?> after;

    /** Whose list it is in; absent until then. */
    private @Nullable Replies replies;

    abstract Waits waits();

    /** The wait of that visit of that subscriber for {@code stage}, which comes of {@code future}, this one's. */
    abstract <W> CompletionStage<W> await(
            Visit<?> visit, String subscriber, CompletableFuture<?> future, CompletionStage<W> stage);

    /** What a handler must not block for; null where nothing is said against it. */
    @Nullable
    String blocking() {
        return null;
    }

    final void takenIn(Replies by) {
        replies = by;
    }

    final Replies replies() {
        Replies by = replies;
        if (by == null) {
            throw new IllegalStateException("not taken in by a coordinator yet: " + this);
        }
        return by;
    }

    /** What the answer will be. */
    final void answer(V value) {
        outcome = value;
    }

    /** What the answer will be made of by whoever looks at it. */
    final void answerLater(Object of) {
        outcome = of;
    }

    /** The answer, which may have been there already, of what was left. */
    @SuppressWarnings("unchecked") // an answer, where it is not made of something else
    V made(Object left) {
        return (V) left;
    }

    /** That there will be no answer, and why. */
    final void fail(Throwable reason) {
        outcome = new Failed(reason);
    }

    /** Leaves the answer here; false when there is a future that has to be completed, by {@link #deliver}. */
    final boolean leave() {
        return STATE.compareAndSet(this, null, outcome);
    }

    /** Completes the future, if there is one: what hangs on it runs here and now. */
    final void deliver() {
        Observed<V> future = leave() ? null : observed();
        Object answer = outcome;
        if (future != null && answer != null) {
            complete(future, answer);
        }
    }

    /** Whether anything hangs on the future. */
    final boolean watched() {
        Observed<V> future = observed();
        return future != null && future.getNumberOfDependents() > 0;
    }

    /** The future that somebody asked for before the answer was there. */
    private @Nullable Observed<V> observed() {
        Object now = state;
        return now instanceof Observed<?> ? asFuture(now) : null;
    }

    private void complete(Observed<V> future, Object with) {
        if (with instanceof Failed failed) {
            future.completeExceptionally(failed.reason());
        } else {
            future.complete(made(with));
        }
    }

    @Override
    public final CompletableFuture<V> toCompletableFuture() {
        Object now = state;
        if (now instanceof Observed<?>) {
            return asFuture(now);
        }
        Observed<V> mine = new Observed<>(this);
        if (now == null) {
            now = STATE.compareAndExchange(this, null, mine);
            if (now == null) {
                return mine;
            }
            if (now instanceof Observed<?>) {
                return asFuture(now);
            }
        }
        complete(mine, now instanceof Failed ? now : kept(now));
        return mine;
    }

    /** The answer, so that whoever asks again gets the same. */
    private Object kept(Object left) {
        V answer = made(left);
        if (answer == left) {
            return left;
        }
        Object now = STATE.compareAndExchange(this, left, answer);
        return now == left ? answer : now;
    }

    @SuppressWarnings("unchecked") // made here
    private static <V> Observed<V> asFuture(Object future) {
        return (Observed<V>) future;
    }

    @Override
    public final CompletionStage<V> awaitedBy(Visit<?> visit, String subscriber) {
        return ((Observed<V>) toCompletableFuture()).awaitedBy(visit, subscriber);
    }

    /** The future of an answer. */
    private static final class Observed<V> extends Promised<V> {
        private final Asked<V> asked;

        Observed(Asked<V> asked) {
            this.asked = asked;
        }

        @Override
        protected Promised<?> origin() {
            return this;
        }

        @Override
        protected @Nullable SubscriberHandle<?> inside() {
            return asked.waits().inside();
        }

        @Override
        protected @Nullable String blocking() {
            return asked.blocking();
        }

        @Override
        protected <W> CompletionStage<W> await(Visit<?> visit, String subscriber, CompletionStage<W> stage) {
            return asked.await(visit, subscriber, this, stage);
        }
    }

    /** An answer that has nothing to do with one key. */
    static final class Plain<V> extends Asked<V> {
        private final Waits waits;
        private final @Nullable Awaited awaited;

        /**
         * Not there yet.
         *
         * @param awaited what it waits for; null for nothing that a handler could hold up
         */
        Plain(Waits waits, @Nullable Awaited awaited) {
            this.waits = waits;
            this.awaited = awaited;
        }

        @Override
        Waits waits() {
            return waits;
        }

        @Override
        <W> CompletionStage<W> await(
                Visit<?> visit, String subscriber, CompletableFuture<?> future, CompletionStage<W> stage) {
            return awaited == null ? stage : waits.await(visit, subscriber, awaited, future, stage);
        }
    }
}
