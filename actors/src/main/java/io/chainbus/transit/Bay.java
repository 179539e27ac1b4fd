package io.chainbus.transit;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Where a thread of a {@link RelievedPool} keeps one task that it will run next itself. What a task has done last, when it
 * gives rise to another, is in its core's cache; through the pool's queue the other would mostly be run by another core,
 * which has to be woken first and to fetch all of it.
 *
 * <p>Only for tasks that end soon: what is kept waits for that. Where it waits for long the pool takes it away.
 */
final class Bay {

    private static final ThreadLocal<@Nullable Bay> OF_THREAD = new ThreadLocal<>();

    private final RelievedPool pool;
    private final Thread thread = Thread.currentThread();
    private final AtomicReference<@Nullable Runnable> next = new AtomicReference<>();
    /** Whether a task of the pool is being run, and is about to end; the thread's own. */
    private boolean ending;

    private boolean running;
    /** What the pool saw here when it last looked; its watch's own. */
    private @Nullable Runnable seen;

    private Bay(RelievedPool pool) {
        this.pool = pool;
    }

    /** The present thread's, which is one of that pool. */
    static Bay of(RelievedPool pool) {
        Bay bay = OF_THREAD.get();
        if (bay == null) {
            bay = new Bay(pool);
            OF_THREAD.set(bay);
            pool.opened(bay);
        }
        return bay;
    }

    /**
     * What {@code action} gives a chain's threads to do, the last of it, is run next by the present thread if that is one of
     * them; whose task is to end soon after, and to do nothing before that which may take long.
     */
    static void lastly(Runnable action) {
        Bay bay = OF_THREAD.get();
        if (bay == null || !bay.running || bay.ending) {
            action.run();
            return;
        }
        bay.ending = true;
        try {
            action.run();
        } finally {
            bay.ending = false;
        }
    }

    /**
     * Has the present thread keep the task and run it next, if it is one of that pool and about to end what it does.
     *
     * @return what is to be run by others: the task, or what was kept before, which has waited for long enough; absent when
     *     there is nothing
     */
    static @Nullable Runnable keep(RelievedPool pool, Runnable task) {
        Bay bay = OF_THREAD.get();
        return bay != null && bay.ending && bay.pool == pool ? bay.next.getAndSet(task) : task;
    }

    /** A task of the pool begins on this thread, or is over. */
    void running(boolean now) {
        running = now;
    }

    /** Takes out what is kept. */
    @Nullable
    Runnable take() {
        return next.get() == null ? null : next.getAndSet(null);
    }

    /** Takes out what has been kept since the last call. The watch's. */
    @Nullable
    Runnable takeOverdue() {
        Runnable now = next.get();
        boolean overdue = now != null && now == seen && next.compareAndSet(now, null);
        seen = now;
        return overdue ? now : null;
    }

    /** Whether its thread has ended. */
    boolean abandoned() {
        return !thread.isAlive();
    }
}
