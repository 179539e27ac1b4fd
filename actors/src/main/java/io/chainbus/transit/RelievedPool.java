package io.chainbus.transit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A fork-join pool that goes on when all its threads hang. A handler that blocks without having said so takes a thread
 * of the pool along; as many of them as there are threads would stop everything that runs here, also what looks after
 * deadlines (promise P9). So while tasks are queued a probe is sent behind them, and when it is not run in time the
 * queued tasks, and those that come, run on threads of their own until it is.
 *
 * <p>While nothing hangs a task costs what it costs in a plain pool, and one read of a flag.
 */
final class RelievedPool extends AbstractExecutorService {

    private static final Duration IDLE = Duration.ofSeconds(5);

    private final Pool pool;
    private final ThreadPoolExecutor relief;
    private final ScheduledExecutorService watch;

    /** Whether the pool's threads hang, as far as is known. Written by the watch alone. */
    private volatile boolean starving;
    /** Sent and perhaps not run yet. The watch's own. */
    private @Nullable Probe probe;

    private RelievedPool(Pool pool, ThreadPoolExecutor relief, ScheduledExecutorService watch) {
        this.pool = pool;
        this.relief = relief;
        this.watch = watch;
    }

    /**
     * Starts a pool.
     *
     * @param patience how long a queued task may wait before the pool is suspected to hang
     */
    static RelievedPool start(int parallelism, Duration patience, ThreadFactory threads) {
        ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = threads.newThread(task);
            thread.setName(thread.getName() + "-watch");
            return thread;
        });
        ThreadPoolExecutor relief = new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, IDLE.toSeconds(), TimeUnit.SECONDS, new SynchronousQueue<>(), threads);
        RelievedPool relieved = new RelievedPool(new Pool(parallelism, threads), relief, watch);
        long nanos = patience.toNanos();
        var unused = watch.scheduleWithFixedDelay(relieved::look, nanos, nanos, TimeUnit.NANOSECONDS);
        return relieved;
    }

    @Override
    public void execute(Runnable task) {
        if (starving) {
            relief.execute(task);
        } else if (task instanceof ForkJoinTask<?> mailbox) {
            pool.send(mailbox);
        } else {
            pool.send(new Task(task));
        }
    }

    private void look() {
        Probe sent = probe;
        if (sent == null) {
            if (pool.hasQueuedSubmissions() || pool.getQueuedTaskCount() > 0) {
                probe = new Probe();
                pool.send(probe);
            }
        } else if (sent.ran) {
            starving = false;
            probe = null;
        } else {
            starving = true;
            relieve(sent);
        }
    }

    private void relieve(Probe sent) {
        List<ForkJoinTask<?>> queued = new ArrayList<>();
        pool.drainTasksTo(queued);
        for (ForkJoinTask<?> task : queued) {
            if (task == sent) {
                pool.send(task);
            } else if (task instanceof Runnable runnable) {
                relief.execute(runnable);
            }
        }
    }

    @Override
    public void shutdown() {
        watch.shutdownNow();
        pool.shutdown();
        relief.shutdown();
    }

    @Override
    public List<Runnable> shutdownNow() {
        watch.shutdownNow();
        List<Runnable> never = new ArrayList<>(pool.shutdownNow());
        never.addAll(relief.shutdownNow());
        return never;
    }

    @Override
    public boolean isShutdown() {
        return pool.isShutdown();
    }

    @Override
    public boolean isTerminated() {
        return pool.isTerminated() && relief.isTerminated();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        long until = System.nanoTime() + unit.toNanos(timeout);
        return pool.awaitTermination(timeout, unit)
                && relief.awaitTermination(until - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    /** First come, first served, as mailboxes want it; says what is queued. */
    private static final class Pool extends ForkJoinPool {

        Pool(int parallelism, ThreadFactory threads) {
            super(parallelism, workers(threads), null, true);
        }

        /** Akka's thread factory makes both kinds of threads. */
        private static ForkJoinWorkerThreadFactory workers(ThreadFactory threads) {
            return threads instanceof ForkJoinWorkerThreadFactory workers
                    ? workers
                    : defaultForkJoinWorkerThreadFactory;
        }

        void send(ForkJoinTask<?> task) {
            execute(task);
        }

        void drainTasksTo(List<ForkJoinTask<?>> into) {
            super.drainTasksTo(into);
        }
    }

    /** Whatever is not a mailbox; like a mailbox it is a task of the pool and can be run elsewhere. */
    private static final class Task extends ForkJoinTask<@Nullable Void> implements Runnable {

        private static final long serialVersionUID = 1;

        @SuppressWarnings("serial") // never serialized
        private final Runnable task;

        Task(Runnable task) {
            this.task = task;
        }

        @Override
        public void run() {
            task.run();
        }

        @Override
        protected boolean exec() {
            task.run();
            return true;
        }

        @Override
        public @Nullable Void getRawResult() {
            return null;
        }

        @Override
        protected void setRawResult(@Nullable Void value) {}
    }

    /** Says by running that a thread of the pool is free. */
    private static final class Probe extends ForkJoinTask<@Nullable Void> {

        private static final long serialVersionUID = 1;

        private volatile boolean ran;

        @Override
        protected boolean exec() {
            ran = true;
            return true;
        }

        @Override
        public @Nullable Void getRawResult() {
            return null;
        }

        @Override
        protected void setRawResult(@Nullable Void value) {}
    }
}
