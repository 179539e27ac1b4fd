package io.chainbus.coordinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chainbus.walk.Visit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class RepliesTest {

    private final Admittance admittance = new Admittance("modules", 8);
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final Replies replies = new Replies(tasks::add, admittance);

    @Test
    void nobody_is_bothered_with_an_answer_that_nobody_looks_at() {
        Asked<String> asked = opened(replies);

        replies.complete(asked, "1");
        replies.flush();

        assertThat(tasks).isEmpty();
        assertThat(asked.toCompletableFuture()).isCompletedWithValue("1");
        assertThat(asked.toCompletableFuture().thenApply(one -> one + "2")).isCompletedWithValue("12");
    }

    @Test
    void what_hangs_on_an_answer_runs_where_it_is_delivered() {
        Asked<String> asked = opened(replies);
        List<String> heard = new ArrayList<>();
        var unused = asked.thenAccept(heard::add);

        replies.complete(asked, "1");
        replies.flush();
        assertThat(heard).isEmpty();
        assertThat(replies.delivering()).isTrue();

        tasks.remove().run();
        assertThat(heard).containsExactly("1");
        replies.flush();
        assertThat(replies.delivering()).isFalse();
    }

    @Test
    void what_hangs_on_one_reply_may_wait_for_another_of_the_same_go() throws Exception {
        ExecutorService executor = Executors.newCachedThreadPool();
        try {
            Replies replies = new Replies(executor, admittance);
            Asked<String> first = opened(replies);
            Asked<String> second = opened(replies);
            CompletableFuture<String> last = second.toCompletableFuture();
            CompletableFuture<String> both =
                    first.thenApply(one -> one + last.join()).toCompletableFuture();
            replies.complete(first, "1");
            replies.complete(second, "2");
            replies.flush();
            Awaitility.await().untilAsserted(() -> {
                replies.help();
                assertThat(both).isCompletedWithValue("12");
            });
            assertThat(both.get(10, TimeUnit.SECONDS)).isEqualTo("12");
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void whatever_is_open_is_failed() {
        Asked<String> watched = opened(replies);
        Asked<String> alone = opened(replies);
        Asked<String> answered = opened(replies);
        CompletableFuture<String> future = watched.toCompletableFuture();
        replies.complete(answered, "1");

        replies.fail(new ChainStoppedException("modules"));
        tasks.forEach(Runnable::run);

        assertThat(future).isCompletedExceptionally();
        assertThat(answered.toCompletableFuture()).isCompletedWithValue("1");
        assertThatThrownBy(() -> alone.toCompletableFuture().join()).hasCauseInstanceOf(ChainStoppedException.class);
    }

    /** An answer that is made when somebody looks, of what was left. */
    private static final class Making extends Asked<StringBuilder> {
        @Override
        Waits waits() {
            return new Waits(Runnable::run);
        }

        @Override
        StringBuilder made(Object left) {
            return left instanceof StringBuilder builder ? builder : new StringBuilder("made of " + left);
        }

        @Override
        <W> CompletionStage<W> await(
                Visit<?> visit, String subscriber, CompletableFuture<?> future, CompletionStage<W> stage) {
            return stage;
        }
    }

    @Test
    void an_answer_that_is_made_later_is_the_same_for_whoever_asks() {
        Making asked = new Making();
        replies.open(asked);
        asked.answerLater("this");
        assertThat(asked.leave()).isTrue();

        StringBuilder answer = asked.toCompletableFuture().join();
        assertThat(answer).hasToString("made of this");
        assertThat(asked.toCompletableFuture().join()).isSameAs(answer);
    }

    @Test
    void an_answer_that_is_made_later_reaches_who_asked_before() {
        Making asked = new Making();
        CompletableFuture<StringBuilder> future = asked.toCompletableFuture();
        asked.answerLater("this");
        assertThat(asked.leave()).isFalse();
        asked.deliver();
        assertThat(future.join()).hasToString("made of this");
        assertThat(asked.toCompletableFuture()).isSameAs(future);
    }

    private static Asked<String> opened(Replies replies) {
        Asked<String> asked = new Asked.Plain<>(new Waits(Runnable::run), null);
        replies.open(asked);
        return asked;
    }
}
