package io.chainbus.transit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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
                try {
                    release.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
        }
        return hanging;
    }
}
