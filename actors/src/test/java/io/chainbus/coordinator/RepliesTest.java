package io.chainbus.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RepliesTest {

    @Test
    void what_hangs_on_one_reply_may_wait_for_another_of_the_same_go() throws Exception {
        ExecutorService executor = Executors.newCachedThreadPool();
        try {
            Replies replies = new Replies(executor);
            CompletableFuture<String> first = new CompletableFuture<>();
            CompletableFuture<String> second = new CompletableFuture<>();
            replies.open(first);
            replies.open(second);
            CompletableFuture<String> both = first.thenApply(one -> one + second.join());
            replies.complete(first, "1");
            replies.complete(second, "2");
            replies.flush();
            assertThat(both.get(10, TimeUnit.SECONDS)).isEqualTo("12");
        } finally {
            executor.shutdownNow();
        }
    }
}
