package io.chainbus.coordinator;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * The futures that a coordinator has yet to complete. They are completed on another executor than the chain's, so that
 * what hangs on them never runs on a chain's thread, and each by a task of its own, so that what hangs on one may wait for
 * another. Single-threaded.
 */
@SuppressWarnings("CollectionUndefinedEquality") // an identity set: the very futures
final class Replies {

    private final Executor executor;
    private final Set<CompletableFuture<?>> open = Collections.newSetFromMap(new IdentityHashMap<>());
    private List<Runnable> due = new ArrayList<>();

    Replies(Executor executor) {
        this.executor = executor;
    }

    void open(CompletableFuture<?> future) {
        open.add(future);
    }

    <V> void complete(CompletableFuture<V> future, V value) {
        open.remove(future);
        due.add(() -> future.complete(value));
    }

    /** Hands what is due to the executor. */
    void flush() {
        if (due.isEmpty()) {
            return;
        }
        List<Runnable> now = due;
        due = new ArrayList<>();
        now.forEach(this::execute);
    }

    /** Fails whatever is open. */
    void fail(Throwable reason) {
        flush();
        List<CompletableFuture<?>> left = List.copyOf(open);
        open.clear();
        left.forEach(future -> execute(() -> future.completeExceptionally(reason)));
    }

    private void execute(Runnable task) {
        try {
            executor.execute(task);
        } catch (RejectedExecutionException e) {
            // The system is going down and runs nothing any more; whoever waits is still told.
            task.run();
        }
    }
}
