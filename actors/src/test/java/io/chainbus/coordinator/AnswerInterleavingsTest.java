package io.chainbus.coordinator;

import static io.chainbus.interleaving.Loose.check;
import static io.chainbus.interleaving.Loose.run;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jetbrains.lincheck.Lincheck;
import org.junit.jupiter.api.Test;

/** What coordinators and those who ask share, under every interleaving that a model checker finds within its bound. */
class AnswerInterleavingsTest {

    private static final int INVOCATIONS = 1000;

    /** The coordinator leaves an answer while somebody asks for the future: it gets it, by either way, once. */
    @Test
    void an_answer_and_who_asks_for_it_do_not_miss_each_other() {
        Waits waits = new Waits(Runnable::run);
        Lincheck.runConcurrentTest(INVOCATIONS, () -> {
            Asked<String> asked = new Asked.Plain<>(waits, null);
            AtomicInteger heard = new AtomicInteger();
            boolean[] left = {false};
            List<CompletableFuture<String>> futures = new ArrayList<>();
            Thread coordinator = new Thread(() -> {
                asked.answer("1");
                left[0] = asked.leave();
                if (!left[0]) {
                    asked.deliver();
                }
            });
            Thread caller = new Thread(() -> {
                futures.add(asked.toCompletableFuture());
                var unused = futures.get(0).whenComplete((value, failure) -> heard.incrementAndGet());
            });
            run(coordinator, caller);
            check(heard.get() == 1, "heard once");
            check("1".equals(futures.get(0).getNow("none")), "the answer");
            check(left[0] || futures.get(0) == asked.toCompletableFuture(), "one future, where it was asked for first");
        });
    }

    /** Two tasks are at one delivery: each reply is one's. */
    @Test
    void each_reply_is_delivered_once() {
        Waits waits = new Waits(Runnable::run);
        Lincheck.runConcurrentTest(INVOCATIONS, () -> {
            AtomicInteger heard = new AtomicInteger();
            List<Asked<?>> replies = new ArrayList<>();
            for (int reply = 0; reply < 3; reply++) {
                Asked<String> asked = new Asked.Plain<>(waits, null);
                var unused = asked.toCompletableFuture().whenComplete((value, failure) -> heard.incrementAndGet());
                asked.answer("1");
                replies.add(asked);
            }
            Delivery delivery = new Delivery(replies, task -> {});
            run(new Thread(delivery), new Thread(delivery));
            check(delivery.over(), "all are some task's");
            check(heard.get() == replies.size(), "each was heard of once");
        });
    }
}
