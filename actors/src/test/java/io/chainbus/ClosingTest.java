package io.chainbus;

import static io.chainbus.Waiting.await;
import static io.chainbus.event.ModulePhase.COMING;
import static io.chainbus.event.ModulePhase.GOING;
import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import com.typesafe.config.ConfigFactory;
import io.chainbus.chain.RegistrationRefusal;
import io.chainbus.coordinator.ChainProtocol;
import io.chainbus.coordinator.CloseMode;
import io.chainbus.coordinator.Counters;
import io.chainbus.subscriber.Subscriber;
import io.chainbus.verdict.Verdict;
import io.chainbus.walk.Outcome;
import io.chainbus.walk.PublishRefusal;
import io.chainbus.walk.Receipt;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Limits, and how a chain ends: nothing that was accepted is lost (P10). */
class ClosingTest {

    private static final int LIMIT = 8;

    private final ActorTestKit kit = ActorTestKit.create(
            ConfigFactory.parseString("chainbus.open-limit = " + LIMIT).withFallback(ConfigFactory.load()));
    private final ChainSpec<String> spec = ChainSpec.named("ends", String.class);
    private final Chain<String> chain = Chainbus.get(kit.system()).chain(spec);
    private final CompletableFuture<Verdict> gate = new CompletableFuture<>();
    private final ConcurrentLinkedQueue<String> calls = new ConcurrentLinkedQueue<>();

    @AfterEach
    void shutDown() {
        kit.shutdownTestKit();
    }

    @Test
    void beyond_its_limit_a_chain_refuses_at_once_and_takes_more_when_something_has_ended() {
        gated();
        List<CompletionStage<Receipt<String>>> accepted = new ArrayList<>();
        for (int event = 0; event < LIMIT; event++) {
            accepted.add(chain.publish(COMING, "k" + event));
        }
        CompletionStage<Receipt<String>> refused = chain.publish(COMING, "one too many");
        assertThat(refused.toCompletableFuture()).isDone();
        assertThat(await(refused).outcome())
                .isEqualTo(new Outcome.Refused(new PublishRefusal.Overloaded("ends", LIMIT)));
        gate.complete(Verdict.ok());
        accepted.forEach(receipt -> assertThat(await(receipt).success()).isTrue());
        assertThat(await(chain.publish(GOING, "k0")).success()).isTrue();
    }

    @Test
    void who_hears_that_a_chain_is_closed_can_open_it_again() {
        for (int again = 0; again < 50; again++) {
            Chain<String> opened = Chainbus.get(kit.system()).chain(spec);
            assertThat(await(opened.publish(COMING, "k")).success()).isTrue();
            await(opened.close(CloseMode.DRAIN));
        }
    }

    @Test
    void what_is_refused_at_once_is_counted() {
        gated();
        List<CompletionStage<Receipt<String>>> accepted = new ArrayList<>();
        for (int event = 0; event < LIMIT; event++) {
            accepted.add(chain.publish(COMING, "k" + event));
        }
        await(chain.publish(COMING, "one too many"));
        TestProbe<Receipt<String>> receipt = kit.createTestProbe();
        chain.ref().tell(new ChainProtocol.Publish<>(COMING, "another", receipt.ref()));
        receipt.receiveMessage();
        CompletionStage<ChainProtocol.Closed> closed = chain.close(CloseMode.DRAIN);
        // Answered behind the close, so that the chain is closing by then.
        long before = await(chain.view()).counters().refusedAtOnce();
        await(chain.publish(COMING, "too late"));

        Counters counters = await(chain.view()).counters();
        gate.complete(Verdict.ok());
        await(closed);

        assertThat(before).isEqualTo(2);
        assertThat(counters.refusedAtOnce()).isEqualTo(3);
        assertThat(counters.accepted()).isEqualTo(LIMIT);
        assertThat(accepted)
                .allSatisfy(ended -> assertThat(await(ended).success()).isTrue());
    }

    @Test
    void draining_lets_end_what_was_accepted_and_takes_nothing_more() {
        gated();
        CompletionStage<Receipt<String>> accepted = chain.publish(COMING, "x");
        CompletionStage<ChainProtocol.Closed> closed = chain.close(CloseMode.DRAIN);
        CompletionStage<ChainProtocol.RegisterReply> late =
                chain.register(Subscriber.<String>named("late").handler(visit -> Verdict.ok()));
        assertThat(await(late))
                .isEqualTo(new ChainProtocol.RegistrationRefused(new RegistrationRefusal.ChainClosing("late", "ends")));
        assertThat(await(chain.publish(COMING, "y")).outcome())
                .isEqualTo(new Outcome.Refused(new PublishRefusal.Closing("ends")));
        assertThat(closed.toCompletableFuture()).isNotDone();
        gate.complete(Verdict.ok());
        assertThat(await(accepted).success()).isTrue();
        assertThat(await(closed)).isEqualTo(new ChainProtocol.Closed("ends", 0, 1));
    }

    @Test
    void taking_down_releases_what_is_up_the_newest_first_in_mirror_order() {
        logging("first", 1);
        logging("second", 0);
        for (String key : List.of("a", "b", "c")) {
            await(chain.publish(COMING, key));
        }
        await(chain.publish(GOING, "b"));
        calls.clear();
        assertThat(await(chain.close(CloseMode.TAKE_DOWN))).isEqualTo(new ChainProtocol.Closed("ends", 2, 0));
        assertThat(calls).containsExactly("GOING c second", "GOING c first", "GOING a second", "GOING a first");
    }

    /** What waited for another to come up stands on it. */
    @Test
    void the_newest_is_what_came_up_last_and_not_what_was_published_last() {
        await(chain.register(Subscriber.<String>named("both").asyncHandler(visit -> {
            calls.add(visit.phase().name() + " " + visit.key());
            return visit.phase() == COMING && visit.key().equals("waits")
                    ? gate
                    : CompletableFuture.completedFuture(Verdict.ok());
        })));
        CompletionStage<Receipt<String>> waits = chain.publish(COMING, "waits");
        await(chain.publish(COMING, "awaited"));
        gate.complete(Verdict.ok());
        await(waits);
        await(chain.close(CloseMode.TAKE_DOWN));
        assertThat(calls).containsExactly("COMING waits", "COMING awaited", "GOING waits", "GOING awaited");
    }

    @Test
    void keys_that_nobody_holds_are_taken_down_too() {
        for (String key : List.of("a", "b", "c")) {
            await(chain.publish(COMING, key));
        }
        assertThat(await(chain.close(CloseMode.TAKE_DOWN))).isEqualTo(new ChainProtocol.Closed("ends", 3, 0));
    }

    @Test
    void a_closed_chain_refuses_and_can_be_opened_anew() {
        await(chain.close(CloseMode.DRAIN));
        assertThat(await(chain.publish(COMING, "x")).outcome())
                .isEqualTo(new Outcome.Refused(new PublishRefusal.Closing("ends")));
        org.awaitility.Awaitility.await()
                .atMost(Waiting.AT_MOST)
                .until(() -> Chainbus.get(kit.system()).chain(spec) != chain);
        assertThat(await(Chainbus.get(kit.system()).chain(spec).publish(COMING, "x"))
                        .success())
                .isTrue();
    }

    private void gated() {
        await(chain.register(Subscriber.<String>named("gated").asyncHandler(visit -> gate)));
    }

    private void logging(String id, int priority) {
        await(chain.register(Subscriber.<String>named(id).priority(priority).handler(visit -> {
            calls.add(visit.phase().name() + " " + visit.key() + " " + id);
            return Verdict.ok();
        })));
    }
}
