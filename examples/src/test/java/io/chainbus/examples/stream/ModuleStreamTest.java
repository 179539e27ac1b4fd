package io.chainbus.examples.stream;

import static io.chainbus.event.ModulePhase.COMING;
import static io.chainbus.event.ModulePhase.GOING;
import static org.assertj.core.api.Assertions.assertThat;

import akka.NotUsed;
import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.stream.javadsl.Sink;
import akka.stream.javadsl.Source;
import io.chainbus.Chain;
import io.chainbus.ChainSpec;
import io.chainbus.Chainbus;
import io.chainbus.event.ModulePhase;
import io.chainbus.subscriber.Subscriber;
import io.chainbus.verdict.Verdict;
import io.chainbus.walk.Cause;
import io.chainbus.walk.Visit;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class ModuleStreamTest {

    private static final ActorTestKit KIT = ActorTestKit.create();

    @AfterAll
    static void shutDown() {
        KIT.shutdownTestKit();
    }

    @Test
    void modules_come_in_their_order_and_go_in_the_reverse() {
        assertThat(ModuleEvent.boots(List.of("a", "b"), 2)
                        .runWith(Sink.seq(), KIT.system())
                        .toCompletableFuture()
                        .join())
                .containsExactly(
                        new ModuleEvent(COMING, "a"), new ModuleEvent(COMING, "b"),
                        new ModuleEvent(GOING, "b"), new ModuleEvent(GOING, "a"),
                        new ModuleEvent(COMING, "a"), new ModuleEvent(COMING, "b"),
                        new ModuleEvent(GOING, "b"), new ModuleEvent(GOING, "a"));
    }

    @Test
    void receipts_add_up() {
        Chain<String> chain = Chainbus.get(KIT.system()).chain(ChainSpec.named("adding up", String.class));
        Inventory inventory = new Inventory();
        register(chain, Subscriber.<String>named("inventory").first().handler(inventory));
        // Nobody's receipt is there before the source is as far ahead as it is let.
        CompletableFuture<Verdict> fiveAreUnderWay = new CompletableFuture<>();
        register(
                chain,
                Subscriber.<String>named("gate")
                        .deadline(Duration.ofMinutes(1))
                        .asyncHandler(visit -> fiveAreUnderWay));
        register(
                chain,
                Subscriber.<String>named("guard")
                        .handler(visit -> visit.key().equals("b") ? Verdict.veto("no b") : Verdict.ok()));
        AtomicInteger taken = new AtomicInteger();
        Source<ModuleEvent, NotUsed> events = ModuleEvent.boots(List.of("a", "b", "c"), 10)
                .map(event -> {
                    if (taken.incrementAndGet() == 5) {
                        fiveAreUnderWay.complete(Verdict.ok());
                    }
                    return event;
                });
        ModuleStream.Result result = ModuleStream.run(KIT.system(), events, chain, 5)
                .toCompletableFuture()
                .join();
        // Each time nine comings' visits and six goings', since who was refused is held by nobody; two undo what they
        // did for b.
        assertThat(result.tally()).isEqualTo(new Tally(60, 50, 150, 20, Map.of("b, by guard: no b", 10)));
        assertThat(result.mostAhead()).isEqualTo(5);
        assertThat(inventory.most()).isBetween(2, 3); // b is there until it is undone
        assertThat(inventory.size()).isZero();
        assertThat(inventory.contradictions()).isZero();
    }

    @Test
    void an_event_out_of_order_contradicts_the_inventory() {
        Inventory inventory = new Inventory();
        for (ModulePhase phase : List.of(GOING, COMING, COMING, GOING, GOING)) {
            inventory.onEvent(new Visit<>("chain", 1, "a", "a", phase, phase, Cause.FORWARD));
        }
        assertThat(inventory.contradictions()).isEqualTo(3);
        assertThat(inventory.size()).isZero();
    }

    private static void register(Chain<String> chain, Subscriber<String> subscriber) {
        chain.register(subscriber).toCompletableFuture().join().orThrow();
    }
}
