package io.chainbus;

import static io.chainbus.Waiting.await;
import static io.chainbus.event.ModulePhase.LIVE;
import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import com.typesafe.config.ConfigFactory;
import io.chainbus.subscriber.Handler;
import io.chainbus.subscriber.Subscriber;
import io.chainbus.verdict.Verdict;
import io.chainbus.walk.Receipt;
import io.chainbus.walk.Visit;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A slow visit holds back no other walk. The pool takes no thread for hanging here: whoever is held back is so for ever. */
class SlowVisitTest {

    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch together = new CountDownLatch(1);
    private final CountDownLatch through = new CountDownLatch(1);
    private @Nullable ActorTestKit kit;

    private Chain<String> chain(String stopBudget) {
        ActorTestKit started = ActorTestKit.create(ConfigFactory.parseString("chainbus { stop-budget = " + stopBudget
                        + ", trains-in-flight = 1, dispatcher.relief-after = 1 h }")
                .withFallback(ConfigFactory.load()));
        kit = started;
        return Chainbus.get(started.system()).chain(ChainSpec.named("modules", String.class));
    }

    @AfterEach
    void stop() {
        if (kit != null) {
            kit.shutdownTestKit();
        }
    }

    @Test
    void the_receipt_of_who_is_through_does_not_wait_for_a_visit_behind_it() {
        Chain<String> chain = chain("0");
        on(chain, "a", 0, visit -> {
            waitIfSlow(visit);
            return Verdict.ok();
        });
        quickComesBeforeSlow(chain);
    }

    @Test
    void the_receipt_of_who_has_stopped_does_not_wait_for_a_visit_further_on() {
        Chain<String> chain = chain("1 h");
        on(chain, "a", 1, visit -> visit.payload().equals("quick") ? Verdict.stop() : Verdict.ok());
        on(chain, "b", 0, visit -> {
            waitIfSlow(visit);
            return Verdict.ok();
        });
        quickComesBeforeSlow(chain);
    }

    private static void on(Chain<String> chain, String id, int priority, Handler<String> handler) {
        await(chain.register(Subscriber.<String>named(id)
                        .priority(priority)
                        .deadline(Duration.ofDays(1))
                        .handler(handler)))
                .orThrow();
    }

    private void waitIfSlow(Visit<String> visit) {
        if (visit.payload().equals("before")) {
            begun.countDown();
            pass(together);
        } else if (visit.payload().equals("slow")) {
            pass(through);
        }
    }

    /** Both are on one train, since they wait for the one before. */
    private void quickComesBeforeSlow(Chain<String> chain) {
        CompletionStage<Receipt<String>> before = chain.publish(LIVE, "before");
        pass(begun);
        CompletionStage<Receipt<String>> quick = chain.publish(LIVE, "quick");
        CompletionStage<Receipt<String>> slow = chain.publish(LIVE, "slow");
        together.countDown();
        assertThat(await(before).success()).isTrue();
        assertThat(await(quick).success()).isTrue();
        through.countDown();
        assertThat(await(slow).success()).isTrue();
    }

    private static void pass(CountDownLatch latch) {
        try {
            assertThat(latch.await(2 * Waiting.AT_MOST.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
