package io.chainbus;

import static io.chainbus.Waiting.await;
import static io.chainbus.event.ModulePhase.COMING;
import static io.chainbus.event.ModulePhase.LIVE;
import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import io.chainbus.coordinator.ChainProtocol;
import io.chainbus.subscriber.Subscriber;
import io.chainbus.verdict.Verdict;
import io.chainbus.walk.Receipt;
import io.chainbus.walk.VisitRecord;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A handler that takes its own subscriber off the chain, and waits for that (P7). */
class OwnLeaveTest {

    private static final Duration LONG = Duration.ofMinutes(5);

    private final ActorTestKit kit = ActorTestKit.create();
    private final Chain<String> chain = Chainbus.get(kit.system()).chain(ChainSpec.named("own", String.class));
    private final AtomicInteger calls = new AtomicInteger();

    @AfterEach
    void shutDown() {
        kit.shutdownTestKit();
    }

    @Test
    void a_handler_may_unregister_itself_and_wait() {
        TestProbe<ChainProtocol.UnregisterReply> left = kit.createTestProbe();
        register(itself().handler(visit -> {
            calls.incrementAndGet();
            left.ref().tell(await(chain.unregister("itself")));
            return Verdict.ok();
        }));
        Receipt<String> receipt = await(chain.publish(LIVE, "a"));
        assertThat(receipt.visits()).extracting(VisitRecord::subscriber).containsExactly("itself");
        left.expectMessage(new ChainProtocol.Unregistered("itself", false));
        assertThat(await(chain.publish(LIVE, "b")).visits()).isEmpty();
        assertThat(calls).hasValue(1);
        register(itself().handler(visit -> Verdict.ok()));
    }

    @Test
    void what_travels_on_the_same_train_is_not_visited_after_it() {
        CompletableFuture<String> allThere = new CompletableFuture<>();
        register(Subscriber.<String>named("gate").priority(1).handler(visit -> {
            if (visit.key().equals("first")) {
                await(allThere);
            }
            return Verdict.ok();
        }));
        register(itself().handler(visit -> {
            calls.incrementAndGet();
            await(chain.unregister("itself"));
            return Verdict.ok();
        }));
        CompletionStage<Receipt<String>> first = chain.publish(LIVE, "first");
        CompletionStage<Receipt<String>> second = chain.publish(LIVE, "second");
        CompletionStage<Receipt<String>> third = chain.publish(LIVE, "third");
        allThere.complete("now");
        await(first);
        await(second);
        await(third);
        assertThat(calls).hasValue(1);
    }

    @Test
    void an_asynchronous_handler_may_answer_when_it_has_left() {
        register(itself().asyncHandler(visit -> chain.unregister("itself").thenApply(reply -> Verdict.ok())));
        assertThat(await(chain.publish(COMING, "a")).visits())
                .extracting(VisitRecord::subscriber)
                .containsExactly("itself");
        assertThat(await(chain.unregister("itself"))).isInstanceOf(ChainProtocol.UnknownId.class);
    }

    @Test
    void who_is_still_being_told_what_is_up_has_nothing_to_leave() {
        register(Subscriber.<String>named("old").handler(visit -> Verdict.ok()));
        await(chain.publish(COMING, "a"));
        await(chain.publish(COMING, "b"));
        CompletableFuture<CompletionStage<ChainProtocol.UnregisterReply>> asked = new CompletableFuture<>();
        register(itself().replay().handler(visit -> {
            if (calls.incrementAndGet() == 1) {
                asked.complete(chain.unregister("itself"));
            }
            return Verdict.ok();
        }));
        assertThat(await(await(asked))).isInstanceOf(ChainProtocol.UnknownId.class);
        assertThat(calls).as("told of all that is up").hasValue(2);
        assertThat(await(chain.publish(LIVE, "c")).visits())
                .extracting(VisitRecord::subscriber)
                .contains("itself");
        assertThat(await(chain.unregister("itself"))).isInstanceOf(ChainProtocol.Unregistered.class);
    }

    @Test
    void other_visits_of_it_that_have_begun_are_waited_for() {
        CompletableFuture<Verdict> other = new CompletableFuture<>();
        TestProbe<String> begun = kit.createTestProbe();
        TestProbe<ChainProtocol.UnregisterReply> left = kit.createTestProbe();
        register(itself().asyncHandler(visit -> {
            begun.ref().tell(visit.key());
            if (visit.key().equals("other")) {
                return other;
            }
            return chain.unregister("itself").thenApply(reply -> {
                left.ref().tell(reply);
                return Verdict.ok();
            });
        }));
        CompletionStage<Receipt<String>> slow = chain.publish(LIVE, "other");
        begun.expectMessage("other");
        CompletionStage<Receipt<String>> own = chain.publish(LIVE, "own");
        begun.expectMessage("own");
        assertThat(await(chain.publish(LIVE, "later")).visits()).isEmpty();
        left.expectNoMessage(Duration.ZERO);
        other.complete(Verdict.ok());
        left.expectMessage(new ChainProtocol.Unregistered("itself", false));
        await(slow);
        await(own);
    }

    @Test
    void one_of_the_same_id_on_another_chain_is_not_the_caller() {
        Chain<String> elsewhere = Chainbus.get(kit.system()).chain(ChainSpec.named("elsewhere", String.class));
        await(elsewhere.register(Subscriber.<String>named("itself").handler(visit -> Verdict.ok())))
                .orThrow();
        register(itself().handler(visit -> {
            calls.incrementAndGet();
            await(elsewhere.unregister("itself"));
            return Verdict.ok();
        }));
        await(chain.publish(LIVE, "a"));
        await(chain.publish(LIVE, "b"));
        assertThat(calls).hasValue(2);
    }

    private static Subscriber.Builder<String> itself() {
        return Subscriber.<String>named("itself").deadline(LONG);
    }

    private void register(Subscriber<String> subscriber) {
        await(chain.register(subscriber)).orThrow();
    }
}
