package io.chainbus.examples.stream;

import static io.chainbus.event.ModulePhase.COMING;
import static io.chainbus.event.ModulePhase.GOING;
import static org.assertj.core.api.Assertions.assertThat;

import akka.NotUsed;
import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.stream.javadsl.Sink;
import akka.stream.javadsl.Source;
import akka.stream.testkit.TestSubscriber;
import akka.stream.testkit.javadsl.TestSink;
import io.chainbus.Chain;
import io.chainbus.ChainSpec;
import io.chainbus.Chainbus;
import io.chainbus.coordinator.ChainStoppedException;
import io.chainbus.event.ModulePhase;
import io.chainbus.subscriber.AsyncHandler;
import io.chainbus.subscriber.Subscriber;
import io.chainbus.verdict.Verdict;
import io.chainbus.walk.Outcome;
import io.chainbus.walk.Receipt;
import io.chainbus.walk.Visit;
import io.chainbus.walk.VisitRecord;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ChainFlowTest {

    private static final Duration AT_MOST = Duration.ofSeconds(30);

    private final ActorTestKit kit = ActorTestKit.create();
    private final Chain<String> chain = Chainbus.get(kit.system()).chain(ChainSpec.named("modules", String.class));
    private final BlockingQueue<Held> held = new LinkedBlockingQueue<>();

    private record Held(ModuleEvent event, CompletableFuture<Verdict> answer) {}

    @AfterEach
    void shutDown() {
        kit.shutdownTestKit();
    }

    @Test
    void while_a_handler_is_held_the_source_is_asked_for_no_more_than_the_parallelism() throws Exception {
        register("slow", this::hold);
        AtomicInteger taken = new AtomicInteger();
        Lead lead = new Lead();
        TestSubscriber.Probe<Receipt<String>> receipts = comings(50, taken)
                .via(lead.of(ModuleEvent.class, ChainFlow.through(chain, 4)))
                .runWith(TestSink.create(kit.system()), kit.system());
        receipts.request(50);
        Queue<Held> oldestFirst = new ArrayDeque<>();
        for (int answered = 0; answered < 50; answered++) {
            int begun = Math.min(50, answered + 4);
            while (answered + oldestFirst.size() < begun) {
                oldestFirst.add(nextHeld());
            }
            assertThat(taken).hasValue(begun);
            Held oldest = oldestFirst.remove();
            oldest.answer().complete(Verdict.ok());
            assertThat(receipts.expectNext().key()).isEqualTo(oldest.event().module());
        }
        receipts.expectComplete();
        assertThat(lead.most()).isEqualTo(4);
        assertThat(lead.now()).isZero();
    }

    @Test
    void a_slow_reader_of_receipts_slows_the_source_down_too() {
        register("fast", visit -> CompletableFuture.completedFuture(Verdict.ok()));
        AtomicInteger taken = new AtomicInteger();
        TestSubscriber.Probe<Receipt<String>> receipts = comings(50, taken)
                .via(ChainFlow.through(chain, 4))
                .runWith(TestSink.create(kit.system()), kit.system());
        for (int read = 0; read < 50; read++) {
            assertThat(receipts.requestNext().key()).isEqualTo("m" + read);
            assertThat(taken.get()).isLessThanOrEqualTo(read + 1 + 4);
        }
        receipts.expectComplete();
    }

    @Test
    void modules_keep_their_order_and_receipts_keep_the_stream_s_in_whatever_order_handlers_answer() throws Exception {
        long seed = Long.getLong("chainbus.seed", new Random().nextLong());
        Random random = new Random(seed);
        List<ModuleEvent> seen = new ArrayList<>();
        register("slow", this::hold);
        List<ModuleEvent> events = comingsAndGoings(random, 400, 6);
        CompletionStage<List<Receipt<String>>> receipts =
                Source.from(events).via(ChainFlow.through(chain, 16)).runWith(Sink.seq(), kit.system());
        List<Held> open = new ArrayList<>();
        for (int answered = 0; answered < events.size(); answered++) {
            if (open.isEmpty()) {
                open.add(nextHeld());
            }
            held.drainTo(open);
            Held any = open.remove(random.nextInt(open.size()));
            seen.add(any.event());
            any.answer().complete(Verdict.ok());
        }
        assertThat(await(receipts))
                .as("-Dchainbus.seed=%d", seed)
                .extracting(receipt -> new ModuleEvent((ModulePhase) receipt.phase(), receipt.key()))
                .containsExactlyElementsOf(events);
        assertThat(byModule(seen)).as("-Dchainbus.seed=%d", seed).isEqualTo(byModule(events));
    }

    @Test
    void a_veto_comes_out_as_a_receipt_and_the_stream_goes_on() throws Exception {
        register("first", visit -> CompletableFuture.completedFuture(Verdict.ok()));
        register(
                "picky",
                visit -> CompletableFuture.completedFuture(
                        visit.key().equals("m1") ? Verdict.veto("not this one") : Verdict.ok()));
        List<Receipt<String>> receipts = await(
                comings(3, new AtomicInteger()).via(ChainFlow.through(chain, 2)).runWith(Sink.seq(), kit.system()));
        assertThat(receipts).extracting(Receipt::success).containsExactly(true, false, true);
        assertThat(receipts.get(1).outcome()).isInstanceOfSatisfying(Outcome.Vetoed.class, vetoed -> {
            assertThat(vetoed.by()).isEqualTo("picky");
            assertThat(vetoed.veto().reason()).isEqualTo("not this one");
        });
        assertThat(receipts.get(1).undone()).extracting(VisitRecord::subscriber).containsExactly("first");
    }

    @Test
    void the_stream_completes_with_its_source_and_fails_with_its_chain() throws Exception {
        assertThat(await(Source.<ModuleEvent>empty()
                        .via(ChainFlow.through(chain, 2))
                        .runWith(Sink.seq(), kit.system())))
                .isEmpty();
        register("never", this::hold);
        ActorTestKit elsewhere = ActorTestKit.create();
        TestSubscriber.Probe<Receipt<String>> receipts = comings(3, new AtomicInteger())
                .via(ChainFlow.through(chain, 2))
                .runWith(TestSink.create(elsewhere.system()), elsewhere.system());
        receipts.request(3);
        nextHeld();
        kit.shutdownTestKit();
        assertThat(receipts.expectError()).isInstanceOf(ChainStoppedException.class);
        elsewhere.shutdownTestKit();
    }

    private void register(String id, AsyncHandler<String> handler) {
        chain.register(Subscriber.<String>named(id).deadline(AT_MOST).asyncHandler(handler))
                .toCompletableFuture()
                .join()
                .orThrow();
    }

    private CompletionStage<Verdict> hold(Visit<String> visit) {
        CompletableFuture<Verdict> answer = new CompletableFuture<>();
        held.add(new Held(new ModuleEvent((ModulePhase) visit.phase(), visit.key()), answer));
        return answer;
    }

    /** The next visit whose handler has begun and waits to be told what to answer. */
    private Held nextHeld() throws InterruptedException {
        return Objects.requireNonNull(held.poll(AT_MOST.toSeconds(), TimeUnit.SECONDS), "no handler has begun");
    }

    private static Source<ModuleEvent, NotUsed> comings(int count, AtomicInteger taken) {
        return Source.range(0, count - 1).map(number -> {
            taken.incrementAndGet();
            return new ModuleEvent(COMING, "m" + number);
        });
    }

    private static List<ModuleEvent> comingsAndGoings(Random random, int count, int modules) {
        Set<String> present = new HashSet<>();
        List<ModuleEvent> events = new ArrayList<>();
        while (events.size() < count) {
            String module = "m" + random.nextInt(modules);
            boolean comes = present.add(module);
            if (!comes) {
                present.remove(module);
            }
            events.add(new ModuleEvent(comes ? COMING : GOING, module));
        }
        return events;
    }

    private static Map<String, List<ModuleEvent>> byModule(Iterable<ModuleEvent> events) {
        Map<String, List<ModuleEvent>> byModule = new HashMap<>();
        events.forEach(event -> byModule.computeIfAbsent(event.module(), unused -> new ArrayList<>())
                .add(event));
        return byModule;
    }

    private static <V> V await(CompletionStage<V> stage) throws Exception {
        return stage.toCompletableFuture().get(AT_MOST.toSeconds(), TimeUnit.SECONDS);
    }
}
