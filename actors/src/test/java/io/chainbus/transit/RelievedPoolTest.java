package io.chainbus.transit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A pool whose threads all hang goes on. */
class RelievedPoolTest {

    private static final int THREADS = 2;

    private final RelievedPool pool = RelievedPool.start(THREADS, Duration.ofMillis(5), Thread::new);
    private final CountDownLatch release = new CountDownLatch(1);

    @AfterEach
    void shutDown() throws InterruptedException {
        release.countDown();
        pool.shutdown();
        assertThat(pool.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void tasks_behind_threads_that_hang_are_run_all_the_same() throws InterruptedException {
        CountDownLatch hanging = hang(3 * THREADS);
        assertThat(hanging.await(30, TimeUnit.SECONDS)).isTrue();
        CountDownLatch ran = new CountDownLatch(100);
        for (int task = 0; task < 100; task++) {
            pool.execute(ran::countDown);
        }
        assertThat(ran.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void when_they_hang_no_more_the_pool_does_its_work_itself_again() throws InterruptedException {
        assertThat(hang(THREADS + 1).await(30, TimeUnit.SECONDS)).isTrue();
        release.countDown();
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> pool.submit(() -> Thread.currentThread().getName())
                        .get(30, TimeUnit.SECONDS)
                        .contains("ForkJoinPool"));
    }

    @Test
    void what_a_task_gives_rise_to_at_its_end_its_own_thread_runs_next() throws Exception {
        // So patient that it takes nobody for hanging, however busy the machine is.
        RelievedPool patient = RelievedPool.start(THREADS, Duration.ofHours(1), Thread::new);
        for (int round = 0; round < 100; round++) {
            CompletableFuture<Thread> first = new CompletableFuture<>();
            CompletableFuture<Thread> second = new CompletableFuture<>();
            CountDownLatch other = new CountDownLatch(1);
            patient.execute(() -> Bay.lastly(() -> {
                patient.execute(other::countDown);
                patient.execute(() -> second.complete(Thread.currentThread()));
                first.complete(Thread.currentThread());
            }));
            assertThat(second.get(30, TimeUnit.SECONDS)).isSameAs(first.get());
            assertThat(other.await(30, TimeUnit.SECONDS)).isTrue();
        }
        patient.shutdown();
    }

    @Test
    void who_hands_itself_on_for_ever_leaves_the_others_their_turns() throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        CountDownLatch stopped = new CountDownLatch(THREADS);
        class Again implements Runnable {
            @Override
            public void run() {
                if (over.get()) {
                    stopped.countDown();
                } else {
                    Bay.lastly(() -> pool.execute(this));
                }
            }
        }
        for (int thread = 0; thread < THREADS; thread++) {
            pool.execute(new Again());
        }
        CountDownLatch ran = new CountDownLatch(1);
        pool.execute(ran::countDown);
        assertThat(ran.await(30, TimeUnit.SECONDS)).isTrue();
        over.set(true);
        assertThat(stopped.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void what_a_thread_has_kept_and_does_not_come_to_is_run_by_another() throws Exception {
        CountDownLatch ran = new CountDownLatch(1);
        pool.execute(() -> {
            Bay.lastly(() -> pool.execute(ran::countDown));
            awaitRelease();
        });
        assertThat(ran.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void what_a_task_has_given_rise_to_is_run_also_when_it_throws() throws Exception {
        CountDownLatch ran = new CountDownLatch(1);
        pool.execute(() -> {
            Bay.lastly(() -> pool.execute(ran::countDown));
            throw new IllegalStateException("a task that fails");
        });
        assertThat(ran.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void what_is_queued_when_it_shuts_down_is_still_run() throws InterruptedException {
        CountDownLatch ran = new CountDownLatch(10);
        for (int task = 0; task < 10; task++) {
            pool.execute(ran::countDown);
        }
        pool.shutdown();
        assertThat(ran.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(pool.isShutdown()).isTrue();
    }

    private CountDownLatch hang(int tasks) {
        CountDownLatch hanging = new CountDownLatch(tasks);
        for (int task = 0; task < tasks; task++) {
            pool.execute(() -> {
                hanging.countDown();
                awaitRelease();
            });
        }
        return hanging;
    }

    private void awaitRelease() {
        try {
            release.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
