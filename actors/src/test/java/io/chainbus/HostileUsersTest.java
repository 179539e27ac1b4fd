package io.chainbus;

import static io.chainbus.Waiting.await;
import static io.chainbus.event.ModulePhase.COMING;
import static io.chainbus.event.ModulePhase.GOING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.Behaviors;
import io.chainbus.coordinator.ChainProtocol;
import io.chainbus.recording.HistoryFile;
import io.chainbus.subscriber.FailurePolicy;
import io.chainbus.subscriber.Subscriber;
import io.chainbus.subscriber.VisitRequest;
import io.chainbus.verdict.Source;
import io.chainbus.verdict.Verdict;
import io.chainbus.walk.Outcome;
import io.chainbus.walk.PublishRefusal;
import io.chainbus.walk.Receipt;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What users' code may do wrong, and that it costs them and nobody else. */
class HostileUsersTest {

    private final ActorTestKit kit = ActorTestKit.create();
    private final Chain<String> chain = Chainbus.get(kit.system()).chain(ChainSpec.named("hostile", String.class));
    private final Map<String, CompletableFuture<Verdict>> answers = new ConcurrentHashMap<>();

    @AfterEach
    void shutDown() {
        kit.shutdownTestKit();
    }

    @Test
    void every_blocking_subscriber_at_work_has_a_thread_of_its_own() {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        try {
            register(Subscriber.<String>named("waits")
                    .deadline(Duration.ofHours(1))
                    .blocking()
                    .handler(visit -> {
                        begun.countDown();
                        release.await();
                        return Verdict.ok();
                    }));
            Chain<String> other = Chainbus.get(kit.system()).chain(ChainSpec.named("other", String.class));
            await(other.register(Subscriber.<String>named("quick").blocking().handler(visit -> Verdict.ok())))
                    .orThrow();
            CompletionStage<Receipt<String>> waits = chain.publish(COMING, "x");
            await(CompletableFuture.runAsync(() -> awaitLatch(begun)));
            assertThat(await(other.publish(COMING, "y")).success()).isTrue();
            release.countDown();
            assertThat(await(waits).success()).isTrue();
        } finally {
            release.countDown();
        }
    }

    @Test
    void what_was_answered_while_its_actor_is_buried_is_not_lost() {
        TestProbe<VisitRequest<String>> probe = kit.createTestProbe();
        ActorRef<VisitRequest<String>> mortal = kit.spawn(Behaviors.receiveMessage(request -> {
            probe.ref().tell(request);
            return request.visit().key().equals("poison") ? Behaviors.stopped() : Behaviors.same();
        }));
        ConcurrentLinkedQueue<VisitRequest<String>> requests = new ConcurrentLinkedQueue<>();
        // The policy is asked for the first of the three; the others are answered in that very moment.
        register(Subscriber.<String>named("mortal")
                .onFailure((phase, source, reason) -> {
                    requests.forEach(request -> request.answer(Verdict.ok()));
                    return Verdict.veto(reason);
                })
                .actor(mortal));
        CompletionStage<Receipt<String>> a = chain.publish(COMING, "a");
        CompletionStage<Receipt<String>> b = chain.publish(COMING, "b");
        requests.add(probe.receiveMessage());
        requests.add(probe.receiveMessage());
        CompletionStage<Receipt<String>> poison = chain.publish(COMING, "poison");
        await(poison);
        await(a);
        await(b);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_policy_that_gives_nothing_is_one_that_vetoes(boolean thrown) {
        FailurePolicy broken = (phase, source, reason) -> {
            if (thrown) {
                throw new IllegalStateException("broken policy");
            }
            return nothing();
        };
        register(Subscriber.<String>named("before").priority(1).handler(visit -> Verdict.ok()));
        register(Subscriber.<String>named("throws").onFailure(broken).handler(visit -> {
            if (visit.key().equals("bad")) {
                throw new IllegalStateException("broken");
            }
            return Verdict.ok();
        }));
        register(Subscriber.<String>named("fails").onFailure(broken).asyncHandler(visit -> answer(visit.key())));
        register(Subscriber.<String>named("hangs")
                .onFailure(broken)
                .deadline(Duration.ofMillis(10))
                .asyncHandler(visit -> new CompletableFuture<>()));
        assertThat(await(chain.publish(COMING, "bad")).outcome())
                .isInstanceOfSatisfying(
                        Outcome.Vetoed.class,
                        vetoed -> assertThat(vetoed.source()).isEqualTo(Source.THROW));
        answer("fails").completeExceptionally(new IllegalStateException("broken"));
        assertThat(await(chain.publish(COMING, "fails")).veto()).isPresent();
        answer("hangs").complete(Verdict.ok());
        answer("stuck").complete(Verdict.ok());
        assertThat(await(chain.publish(COMING, "hangs")).veto()).isPresent();
        assertThat(await(chain.publish(COMING, "stuck")).veto()).isPresent();
    }

    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"}) // what users without a null checker may do
    private static <V> V nothing() {
        return null;
    }

    private record Evil() implements Verdict.Veto {
        @Override
        public String reason() {
            throw new IllegalStateException("no reason");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_veto_without_a_reason_is_a_veto_in_the_history_too(boolean thrown) throws IOException {
        try (HistoryFile history = HistoryFile.to(new ByteArrayOutputStream(), "here")) {
            Chain<String> recorded = Chainbus.get(kit.system())
                    .chain(ChainSpec.named("recorded", String.class).history(history.recorder("recorded")));
            await(recorded.register(Subscriber.<String>named("a")
                            .handler(visit -> thrown ? new Evil() : Verdict.veto(nothing()))))
                    .orThrow();
            assertThat(await(recorded.publish(COMING, "x")).veto()).isPresent();
            assertThat(await(recorded.publish(COMING, "x")).veto()).isPresent();
        }
    }

    @Test
    void a_deadline_can_be_for_ever() {
        register(Subscriber.<String>named("patient")
                .deadline(ChronoUnit.FOREVER.getDuration())
                .handler(visit -> Verdict.ok()));
        assertThat(await(chain.publish(COMING, "x")).success()).isTrue();
    }

    @Test
    void null_is_refused_where_it_is_passed_in() {
        assertThatThrownBy(() -> chain.register(nothing())).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> chain.unregister(nothing())).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> chain.publish(nothing(), "x")).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> chain.publish(COMING, nothing())).isInstanceOf(NullPointerException.class);
        TestProbe<Object> probe = kit.createTestProbe();
        assertThatThrownBy(() -> chain.ref()
                        .tell(new ChainProtocol.Register<>(
                                nothing(), probe.ref().unsafeUpcast())))
                .isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> chain.ref().tell(new ChainProtocol.Publish<>(COMING, "x", nothing())))
                .isInstanceOf(NullPointerException.class);
        assertThat(await(chain.publish(COMING, "x")).success()).isTrue();
    }

    @Test
    void an_interrupted_handler_leaves_the_next_ones_alone() {
        CountDownLatch gate = new CountDownLatch(1);
        register(Subscriber.<String>named("gate").priority(1).blocking().handler(visit -> {
            gate.await();
            return Verdict.ok();
        }));
        register(Subscriber.<String>named("interrupted").blocking().handler(visit -> {
            switch (visit.key()) {
                case "throws" -> throw new InterruptedException("by its own");
                case "sets" -> Thread.currentThread().interrupt();
                default -> gate.await();
            }
            return Verdict.ok();
        }));
        // They wait at the gate and travel on together, most of them.
        List<CompletionStage<Receipt<String>>> receipts = List.of(
                chain.publish(COMING, "throws"),
                chain.publish(COMING, "a"),
                chain.publish(COMING, "b"),
                chain.publish(COMING, "sets"),
                chain.publish(COMING, "c"),
                chain.publish(COMING, "d"));
        gate.countDown();
        assertThat(receipts)
                .extracting(receipt -> await(receipt).success())
                .containsExactly(false, true, true, true, true, true);
    }

    private static final class Unspeakable extends RuntimeException {
        private static final long serialVersionUID = 1;

        @Override
        public String getMessage() {
            throw new IllegalStateException("no message");
        }
    }

    @Test
    void an_exception_that_cannot_say_what_it_is_is_one_all_the_same() {
        register(Subscriber.<String>named("sync").priority(1).handler(visit -> {
            if (visit.key().equals("sync")) {
                throw new Unspeakable();
            }
            return Verdict.ok();
        }));
        register(Subscriber.<String>named("async")
                .asyncHandler(visit -> CompletableFuture.failedFuture(
                        visit.key().equals("async") ? new Unspeakable() : new IllegalStateException("broken"))));
        assertThat(await(chain.publish(COMING, "sync")).outcome())
                .isInstanceOfSatisfying(
                        Outcome.Vetoed.class,
                        vetoed -> assertThat(vetoed.source()).isEqualTo(Source.THROW));
        assertThat(await(chain.publish(COMING, "async")).outcome())
                .isInstanceOfSatisfying(
                        Outcome.Vetoed.class,
                        vetoed -> assertThat(vetoed.source()).isEqualTo(Source.THROW));
        assertThat(await(chain.unregister("sync"))).isEqualTo(new ChainProtocol.Unregistered("sync", false));
        assertThat(await(chain.unregister("async"))).isEqualTo(new ChainProtocol.Unregistered("async", false));
    }

    @Test
    void a_stage_that_cannot_be_waited_for_is_a_handler_that_throws() {
        register(Subscriber.<String>named("odd").asyncHandler(visit -> new CompletableFuture<>() {
            @Override
            public CompletableFuture<Verdict> whenComplete(
                    java.util.function.BiConsumer<? super Verdict, ? super Throwable> action) {
                throw new UnsupportedOperationException("not me");
            }
        }));
        assertThat(await(chain.publish(COMING, "x")).outcome())
                .isInstanceOfSatisfying(
                        Outcome.Vetoed.class,
                        vetoed -> assertThat(vetoed.source()).isEqualTo(Source.THROW));
    }

    @Test
    void a_key_that_cannot_be_found_is_refused_whatever_it_throws() {
        Chain<String> keyless = Chainbus.get(kit.system())
                .chain(ChainSpec.named("keyless", String.class).keyedBy(payload -> {
                    if (payload.equals("bad")) {
                        throw new StackOverflowError();
                    }
                    return payload;
                }));
        TestProbe<Object> probe = kit.createTestProbe();
        keyless.ref()
                .tell(new ChainProtocol.Publish<>(COMING, "bad", probe.ref().unsafeUpcast()));
        assertThat(probe.receiveMessage(Waiting.AT_MOST))
                .isInstanceOfSatisfying(
                        Receipt.class,
                        receipt -> assertThat(receipt.outcome())
                                .isInstanceOfSatisfying(
                                        Outcome.Refused.class,
                                        refused -> assertThat(refused.refusal())
                                                .isInstanceOf(PublishRefusal.NotAnEvent.class)));
        assertThat(await(keyless.publish(COMING, "good")).success()).isTrue();
    }

    @Test
    void a_history_whose_stream_breaks_does_not_break_the_chain() throws IOException {
        java.io.OutputStream broken = new java.io.OutputStream() {
            @Override
            public void write(int octet) {
                throw new java.io.UncheckedIOException(new IOException("disk full"));
            }
        };
        HistoryFile history = HistoryFile.to(broken, "here");
        Chain<String> recorded = Chainbus.get(kit.system())
                .chain(ChainSpec.named("recorded", String.class).history(history.recorder("recorded")));
        await(recorded.register(Subscriber.<String>named("a").handler(visit -> Verdict.ok())))
                .orThrow();
        for (int walk = 0; walk < 1000; walk++) {
            assertThat(await(recorded.publish(COMING, "x" + walk)).success()).isTrue();
        }
        assertThatThrownBy(history::close).isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "ü/ö?#%", "😀", "$x", "\uD800", "-", "*", "a:b@c", "\n\t\u0000"})
    void names_ids_and_keys_are_whatever_strings(String odd) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (HistoryFile history = HistoryFile.to(out, odd)) {
            Chain<String> named = Chainbus.get(kit.system())
                    .chain(ChainSpec.named(odd, String.class).history(history.recorder(odd)));
            await(named.register(Subscriber.<String>named(odd).handler(visit -> Verdict.veto(odd))))
                    .orThrow();
            assertThat(await(named.publish(COMING, odd)).veto()).isPresent();
            assertThat(await(named.publish(GOING, odd)).success()).isTrue();
        }
    }

    private CompletableFuture<Verdict> answer(String name) {
        return answers.computeIfAbsent(name, unused -> new CompletableFuture<>());
    }

    private void register(Subscriber<String> subscriber) {
        await(chain.register(subscriber)).orThrow();
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            assertThat(latch.await(Waiting.AT_MOST.toSeconds(), java.util.concurrent.TimeUnit.SECONDS))
                    .isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
