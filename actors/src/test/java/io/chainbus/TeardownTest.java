package io.chainbus;

import static io.chainbus.Waiting.await;
import static io.chainbus.coordinator.LeaveMode.AT_ONCE;
import static io.chainbus.coordinator.LeaveMode.TEARDOWN;
import static io.chainbus.event.ModulePhase.COMING;
import static io.chainbus.event.ModulePhase.GOING;
import static io.chainbus.event.ModulePhase.LIVE;
import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import io.chainbus.coordinator.ChainProtocol;
import io.chainbus.coordinator.CloseMode;
import io.chainbus.subscriber.Subscriber;
import io.chainbus.subscriber.VisitRequest;
import io.chainbus.verdict.Verdict;
import io.chainbus.walk.Receipt;
import io.chainbus.walk.Visit;
import io.chainbus.walk.VisitRecord;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Leaving and being told first to let go of what one holds (P7). */
class TeardownTest {

    private final ActorTestKit kit = ActorTestKit.create();
    private final Chain<String> chain = Chainbus.get(kit.system()).chain(ChainSpec.named("teardown", String.class));
    private final Queue<String> calls = new ConcurrentLinkedQueue<>();

    @AfterEach
    void shutDown() {
        kit.shutdownTestKit();
    }

    @Test
    void it_is_told_to_let_go_of_what_it_holds_the_newest_first_and_then_it_is_silent() {
        register(Subscriber.<String>named("other").handler(visit -> Verdict.ok()));
        register(leaver().handler(this::log));
        for (String key : new String[] {"a", "b", "c"}) {
            await(chain.publish(COMING, key));
        }
        await(chain.publish(GOING, "b"));
        calls.clear();
        assertThat(await(chain.unregister("leaver", TEARDOWN)))
                .isEqualTo(new ChainProtocol.Unregistered("leaver", false));
        assertThat(calls).containsExactly("TEARDOWN GOING c", "TEARDOWN GOING a");
        assertThat(await(chain.publish(GOING, "a")).visits())
                .extracting(VisitRecord::subscriber)
                .containsExactly("other");
        assertThat(calls).hasSize(2);
    }

    @Test
    void at_once_it_is_told_nothing() {
        register(leaver().handler(this::log));
        await(chain.publish(COMING, "a"));
        calls.clear();
        await(chain.unregister("leaver"));
        assertThat(calls).isEmpty();
    }

    @Test
    void while_it_lets_go_it_takes_on_nothing_new_and_other_keys_go_on() {
        CompletableFuture<Verdict> letGo = new CompletableFuture<>();
        TestProbe<String> begun = kit.createTestProbe();
        register(leaver().asyncHandler(visit -> {
            log(visit);
            begun.ref().tell(visit.phase().name());
            return visit.phase() == GOING ? letGo : CompletableFuture.completedFuture(Verdict.ok());
        }));
        register(Subscriber.<String>named("other").handler(visit -> Verdict.ok()));
        await(chain.publish(COMING, "a"));
        begun.expectMessage("COMING");
        CompletionStage<ChainProtocol.UnregisterReply> left = chain.unregister("leaver", TEARDOWN);
        begun.expectMessage("GOING");
        Receipt<String> meanwhile = await(chain.publish(COMING, "b"));
        assertThat(meanwhile.visits()).extracting(VisitRecord::subscriber).containsExactly("other");
        CompletionStage<Receipt<String>> down = chain.publish(GOING, "a");
        assertThat(await(chain.publish(LIVE, "b")).visits())
                .extracting(VisitRecord::subscriber)
                .containsExactly("other");
        assertThat(left.toCompletableFuture()).isNotDone();
        assertThat(down.toCompletableFuture()).isNotDone();
        letGo.complete(Verdict.ok());
        assertThat(await(left)).isEqualTo(new ChainProtocol.Unregistered("leaver", false));
        assertThat(await(down).visits()).extracting(VisitRecord::subscriber).containsExactly("other");
        assertThat(calls).containsExactly("FORWARD COMING a", "TEARDOWN GOING a");
    }

    @Test
    void asked_to_leave_at_once_while_it_lets_go_it_lets_go_of_no_more() {
        CompletableFuture<Verdict> letGo = new CompletableFuture<>();
        TestProbe<String> begun = kit.createTestProbe();
        register(leaver().asyncHandler(visit -> {
            begun.ref().tell(visit.phase().name() + " " + visit.key());
            return visit.phase() == GOING ? letGo : CompletableFuture.completedFuture(Verdict.ok());
        }));
        await(chain.publish(COMING, "a"));
        await(chain.publish(COMING, "b"));
        begun.expectMessage("COMING a");
        begun.expectMessage("COMING b");
        CompletionStage<ChainProtocol.UnregisterReply> slowly = chain.unregister("leaver", TEARDOWN);
        begun.expectMessage("GOING b");
        CompletionStage<ChainProtocol.UnregisterReply> quickly = chain.unregister("leaver", AT_ONCE);
        letGo.complete(Verdict.ok());
        assertThat(await(slowly)).isEqualTo(await(quickly));
        assertThat(await(chain.publish(GOING, "a")).visits()).isEmpty();
        begun.expectNoMessage(Duration.ZERO);
    }

    @Test
    void one_that_hangs_while_it_lets_go_is_not_waited_for_beyond_its_deadline() {
        register(leaver().deadline(Duration.ofMillis(20)).asyncHandler(visit -> {
            log(visit);
            return visit.phase() == GOING ? new CompletableFuture<>() : CompletableFuture.completedFuture(Verdict.ok());
        }));
        await(chain.publish(COMING, "a"));
        await(chain.publish(COMING, "b"));
        assertThat(await(chain.unregister("leaver", TEARDOWN)))
                .isEqualTo(new ChainProtocol.Unregistered("leaver", true));
        assertThat(await(chain.publish(GOING, "a")).visits()).isEmpty();
        assertThat(calls).containsExactly("FORWARD COMING a", "FORWARD COMING b", "TEARDOWN GOING b");
    }

    @Test
    void one_whose_actor_stops_while_it_lets_go_has_left() {
        TestProbe<VisitRequest<String>> actor = kit.createTestProbe();
        register(leaver().actor(actor.ref()));
        CompletionStage<Receipt<String>> up = chain.publish(COMING, "a");
        actor.receiveMessage().answer(Verdict.ok());
        await(up);
        CompletionStage<ChainProtocol.UnregisterReply> left = chain.unregister("leaver", TEARDOWN);
        assertThat(actor.receiveMessage().visit().phase()).isEqualTo(GOING);
        actor.stop();
        assertThat(await(left)).isEqualTo(new ChainProtocol.Unregistered("leaver", false));
        assertThat(await(chain.publish(GOING, "a")).visits()).isEmpty();
    }

    @Test
    void a_chain_that_closes_lets_it_finish() {
        CompletableFuture<Verdict> letGo = new CompletableFuture<>();
        register(leaver().asyncHandler(
                        visit -> visit.phase() == GOING ? letGo : CompletableFuture.completedFuture(Verdict.ok())));
        await(chain.publish(COMING, "a"));
        CompletionStage<ChainProtocol.UnregisterReply> left = chain.unregister("leaver", TEARDOWN);
        CompletionStage<ChainProtocol.Closed> closed = chain.close(CloseMode.DRAIN);
        letGo.complete(Verdict.ok());
        assertThat(await(left)).isEqualTo(new ChainProtocol.Unregistered("leaver", false));
        assertThat(await(closed).up()).isEqualTo(1);
    }

    private Verdict log(Visit<String> visit) {
        calls.add(visit.cause() + " " + visit.phase().name() + " " + visit.key());
        return Verdict.ok();
    }

    private static Subscriber.Builder<String> leaver() {
        return Subscriber.<String>named("leaver").priority(1);
    }

    private void register(Subscriber<String> subscriber) {
        await(chain.register(subscriber)).orThrow();
    }
}
