package io.chainbus;

import static io.chainbus.Waiting.await;
import static io.chainbus.event.ModulePhase.COMING;
import static io.chainbus.event.ModulePhase.LIVE;
import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import io.chainbus.coordinator.ChainProtocol;
import io.chainbus.coordinator.ChainStoppedException;
import io.chainbus.subscriber.Subscriber;
import io.chainbus.verdict.Verdict;
import io.chainbus.walk.Receipt;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An actor system that stops with chains that nobody has closed (P10). */
class SystemStopTest {

    private static final Duration LONG = Duration.ofMinutes(10);

    private final ActorTestKit kit = ActorTestKit.create();
    private final Chain<String> chain = Chainbus.get(kit.system()).chain(ChainSpec.named("left open", String.class));
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch end = new CountDownLatch(1);

    @AfterEach
    void shutDown() {
        end.countDown();
        kit.shutdownTestKit();
    }

    /** An actor waits for its children before it stops, and a subscriber's actor for its handler. */
    @Test
    void nobody_waits_for_a_handler_that_does_not_return() throws Exception {
        await(chain.register(
                Subscriber.<String>named("hangs").blocking().deadline(LONG).handler(visit -> {
                    begun.countDown();
                    end.await();
                    return Verdict.ok();
                })));
        CompletionStage<Receipt<String>> underWay = chain.publish(COMING, "a");
        begun.await();
        CompletionStage<Receipt<String>> behind = chain.publish(LIVE, "a");
        CompletionStage<ChainProtocol.UnregisterReply> leave = chain.unregister("hangs");

        kit.system().terminate();

        assertStopped(underWay);
        assertStopped(behind);
        assertStopped(leave);
        assertThat(kit.system().whenTerminated().isCompleted()).isFalse();
        assertStopped(chain.publish(COMING, "too late"));
    }

    private static void assertStopped(CompletionStage<?> stage) {
        CompletableFuture<Object> failure = new CompletableFuture<>();
        stage.whenComplete((value, why) -> failure.complete(why == null ? value : why));
        assertThat(await(failure))
                .isInstanceOf(ChainStoppedException.class)
                .asString()
                .contains("left open");
    }
}
