package io.chainbus.kernel.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class ActivityTest {

    private final Activity activity = new Activity();

    @Test
    void where_nothing_is_under_way_nothing_is_waited_for() {
        activity.awaitQuiet();
        activity.count(CompletableFuture.completedFuture("done"));
        activity.awaitQuiet();
    }

    @Test
    void it_is_quiet_when_all_that_depends_on_the_stages_has_run() throws InterruptedException {
        CompletableFuture<String> first = new CompletableFuture<>();
        CompletableFuture<String> second = new CompletableFuture<>();
        CountDownLatch waiting = new CountDownLatch(1);
        // The second begins in the continuation of the first, on the thread that completes that.
        CompletionStage<String> both = activity.count(first).thenCompose(value -> activity.count(second));
        Thread elsewhere = new Thread(() -> {
            awaitQuietly(waiting);
            first.complete("one");
            second.complete("two");
        });
        elsewhere.start();
        waiting.countDown();
        activity.awaitQuiet();
        assertThat(both.toCompletableFuture()).isCompletedWithValue("two");
        elsewhere.join();
    }

    @Test
    void a_stage_that_fails_is_over_too() {
        CompletableFuture<String> stage = new CompletableFuture<>();
        CompletionStage<String> counted = activity.count(stage);
        stage.completeExceptionally(new IllegalStateException("oops"));
        activity.awaitQuiet();
        assertThat(counted.toCompletableFuture()).isCompletedExceptionally();
    }

    @Test
    void who_is_interrupted_does_not_wait_for_ever() throws InterruptedException {
        activity.count(new CompletableFuture<>());
        Thread.currentThread().interrupt();
        assertThatThrownBy(activity::awaitQuiet).isInstanceOf(IllegalStateException.class);
        assertThat(Thread.interrupted()).as("still said to be").isTrue();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
