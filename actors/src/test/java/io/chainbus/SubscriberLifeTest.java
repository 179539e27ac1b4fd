package io.chainbus;

import static io.chainbus.Waiting.await;
import static io.chainbus.event.ModulePhase.COMING;
import static io.chainbus.event.ModulePhase.GOING;
import static io.chainbus.event.ModulePhase.LIVE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.LoggingTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.Behaviors;
import io.chainbus.chain.RegistrationRefusal;
import io.chainbus.coordinator.ChainProtocol;
import io.chainbus.coordinator.ChainStoppedException;
import io.chainbus.subscriber.FailurePolicy;
import io.chainbus.subscriber.Subscriber;
import io.chainbus.subscriber.VisitRequest;
import io.chainbus.verdict.Source;
import io.chainbus.verdict.Verdict;
import io.chainbus.walk.Outcome;
import io.chainbus.walk.PublishRefusal;
import io.chainbus.walk.Receipt;
import io.chainbus.walk.Skip;
import io.chainbus.walk.VisitRecord;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Subscribers that answer later, hang, leave and die, and what becomes of the walks that they are on. */
class SubscriberLifeTest {

    private final ActorTestKit kit = ActorTestKit.create();
    private final Chain<String> chain = Chainbus.get(kit.system()).chain(ChainSpec.named("life", String.class));
    private final Map<String, CompletableFuture<Verdict>> answers = new ConcurrentHashMap<>();

    @BeforeEach
    void someoneBeforeAndBehind() {
        register(Subscriber.<String>named("before").priority(100).handler(visit -> Verdict.ok()));
        register(Subscriber.<String>named("behind").priority(-100).handler(visit -> Verdict.ok()));
    }

    @AfterEach
    void shutDown() {
        kit.shutdownTestKit();
    }

    @Test
    void a_walk_that_waits_for_an_answer_does_not_hold_back_the_others() {
        register(Subscriber.<String>named("later").asyncHandler(visit -> answer(visit.key())));
        CompletionStage<Receipt<String>> waits = chain.publish(COMING, "waits");
        answer("goes").complete(Verdict.ok());
        assertThat(await(chain.publish(COMING, "goes")).success()).isTrue();
        assertThat(waits.toCompletableFuture()).isNotDone();
        answer("waits").complete(Verdict.ok());
        assertThat(await(waits).visits())
                .extracting(VisitRecord::subscriber)
                .containsExactly("before", "later", "behind");
    }

    @Test
    void walks_of_one_key_take_their_turns_and_never_overlap() {
        ConcurrentLinkedQueue<String> calls = new ConcurrentLinkedQueue<>();
        register(Subscriber.<String>named("later").asyncHandler(visit -> {
            calls.add(visit.phase().name());
            return visit.phase() == COMING ? answer("first") : CompletableFuture.completedFuture(Verdict.ok());
        }));
        CompletionStage<Receipt<String>> coming = chain.publish(COMING, "x");
        CompletionStage<Receipt<String>> live = chain.publish(LIVE, "x");
        CompletionStage<Receipt<String>> going = chain.publish(GOING, "x");
        await(chain.publish(COMING, "other key").thenCombine(answered("first"), (receipt, done) -> receipt));
        await(coming);
        await(live);
        assertThat(await(going).visits())
                .extracting(VisitRecord::subscriber)
                .containsExactly("behind", "later", "before");
        assertThat(calls).containsExactly("COMING", "COMING", "LIVE", "GOING");
    }

    private CompletionStage<Verdict> answered(String name) {
        answer(name).complete(Verdict.ok());
        return answer(name);
    }

    @Test
    void a_stage_that_fails_is_a_handler_that_throws() {
        register(Subscriber.<String>named("later").asyncHandler(visit -> answer(visit.key())));
        answer("x").completeExceptionally(new IllegalStateException("broken"));
        assertThat(await(chain.publish(COMING, "x")).outcome()).isInstanceOfSatisfying(Outcome.Vetoed.class, vetoed -> {
            assertThat(vetoed.source()).isEqualTo(Source.THROW);
            assertThat(vetoed.veto().reason()).isEqualTo("IllegalStateException: broken");
        });
    }

    @Test
    void an_actor_can_be_a_subscriber() {
        TestProbe<VisitRequest<String>> probe = kit.createTestProbe();
        register(Subscriber.<String>named("actor").actor(probe.ref()));
        CompletionStage<Receipt<String>> receipt = chain.publish(COMING, "x");
        VisitRequest<String> request = probe.receiveMessage(Waiting.AT_MOST);
        assertThat(request.visit().key()).isEqualTo("x");
        request.answer(Verdict.stop());
        assertThat(await(receipt).outcome()).isEqualTo(new Outcome.Stopped("actor"));
    }

    @Test
    void an_actor_that_dies_at_its_visit_gives_its_policys_verdict_and_has_left() {
        ActorRef<VisitRequest<String>> mortal = kit.spawn(Behaviors.receiveMessage(request -> Behaviors.stopped()));
        register(Subscriber.<String>named("mortal").actor(mortal));
        assertThat(await(chain.publish(COMING, "x")).outcome())
                .isInstanceOfSatisfying(
                        Outcome.Vetoed.class,
                        vetoed -> assertThat(vetoed.source()).isEqualTo(Source.DEATH));
        Awaitility.await()
                .atMost(Waiting.AT_MOST)
                .until(() -> await(chain.unregister("mortal")) instanceof ChainProtocol.UnknownId);
        assertThat(await(chain.publish(COMING, "x")).visits())
                .extracting(VisitRecord::subscriber)
                .containsExactly("before", "behind");
    }

    @Test
    void a_policy_can_let_a_failure_pass() {
        register(Subscriber.<String>named("broken")
                .onFailure(FailurePolicy.ignore())
                .handler(visit -> {
                    throw new IllegalStateException("broken");
                }));
        Receipt<String> receipt = await(chain.publish(COMING, "x"));
        assertThat(receipt.outcome()).isEqualTo(new Outcome.Completed());
        assertThat(receipt.visits().get(1).source()).isEqualTo(Source.THROW);
    }

    @Test
    void leaving_waits_for_the_handler_that_has_begun_and_skips_what_has_not() {
        register(Subscriber.<String>named("later").asyncHandler(visit -> answer(visit.key())));
        register(Subscriber.<String>named("gate").priority(50).asyncHandler(visit -> answer("gate " + visit.key())));
        CompletionStage<Receipt<String>> begun = chain.publish(COMING, "begun");
        answer("gate begun").complete(Verdict.ok());
        Awaitility.await().atMost(Waiting.AT_MOST).until(() -> answers.containsKey("begun"));
        CompletionStage<Receipt<String>> notYet = chain.publish(COMING, "not yet");
        Awaitility.await().atMost(Waiting.AT_MOST).until(() -> answers.containsKey("gate not yet"));

        CompletionStage<ChainProtocol.UnregisterReply> left = chain.unregister("later");
        answer("gate later on").complete(Verdict.ok());
        assertThat(await(chain.publish(COMING, "later on")).skipped()).containsExactly(Map.entry("later", Skip.LEFT));
        answer("gate not yet").complete(Verdict.ok());
        assertThat(await(notYet).skipped()).containsExactly(Map.entry("later", Skip.LEFT));
        assertThat(left.toCompletableFuture()).isNotDone();

        answer("begun").complete(Verdict.ok());
        assertThat(await(begun).success()).isTrue();
        assertThat(await(left)).isEqualTo(new ChainProtocol.Unregistered("later", false));
    }

    @Test
    void leaving_does_not_wait_for_a_handler_past_its_deadline() {
        register(Subscriber.<String>named("hung")
                .deadline(Duration.ofMillis(10))
                .asyncHandler(visit -> answer("never")));
        await(chain.publish(COMING, "x"));
        assertThat(await(chain.unregister("hung"))).isEqualTo(new ChainProtocol.Unregistered("hung", true));
    }

    /** Unless the machine is so slow that the second is past its deadline too, before it is answered. */
    @Test
    void leaving_while_stuck_waits_for_what_else_has_begun() {
        register(Subscriber.<String>named("hung")
                .deadline(Duration.ofMillis(400))
                .asyncHandler(visit -> answer(visit.key())));
        CompletionStage<Receipt<String>> never = chain.publish(COMING, "never");
        long until = System.nanoTime() + Duration.ofMillis(200).toNanos();
        Awaitility.await().atMost(Waiting.AT_MOST).until(() -> System.nanoTime() > until);
        CompletionStage<Receipt<String>> inTime = chain.publish(LIVE, "in time");
        assertThat(await(never).success()).isFalse();
        CompletionStage<Boolean> waited = chain.unregister("hung").thenApply(left -> {
            assertThat(left).isEqualTo(new ChainProtocol.Unregistered("hung", true));
            return answer("in time").isDone();
        });
        await(chain.view());
        answer("in time").complete(Verdict.ok());
        Source source = await(inTime).visits().stream()
                .filter(visit -> visit.subscriber().equals("hung"))
                .findFirst()
                .orElseThrow()
                .source();
        assertThat(await(waited) || source != Source.HANDLER).isTrue();
    }

    @Test
    void a_late_acceptance_of_an_asynchronous_handler_is_undone_before_its_next_visit() {
        ConcurrentLinkedQueue<String> calls = new ConcurrentLinkedQueue<>();
        register(Subscriber.<String>named("late")
                .deadline(Duration.ofMillis(10))
                .asyncHandler(visit -> {
                    calls.add(visit.phase().name() + " " + visit.key());
                    return visit.phase() == COMING && visit.key().equals("x")
                            ? answer("x")
                            : CompletableFuture.completedFuture(Verdict.ok());
                }));
        await(chain.publish(COMING, "x"));
        answer("x").complete(Verdict.ok());
        Awaitility.await()
                .atMost(Waiting.AT_MOST)
                .until(() -> await(chain.publish(COMING, "y")).success());
        assertThat(calls).containsExactly("COMING x", "GOING x", "COMING y");
    }

    @Test
    void blocked_handlers_do_not_stop_the_chain_even_when_there_are_more_of_them_than_threads() {
        CountDownLatch release = new CountDownLatch(1);
        int many = 4 * Runtime.getRuntime().availableProcessors() + 8;
        for (int id = 0; id < many; id++) {
            register(Subscriber.<String>named("hangs " + id)
                    .deadline(Duration.ofMillis(10))
                    .onFailure(FailurePolicy.ignore())
                    .handler(visit -> {
                        release.await();
                        return Verdict.done();
                    }));
        }
        assertThat(await(chain.publish(COMING, "x")).visits()).hasSize(many + 2);
        assertThat(await(chain.publish(COMING, "y")).success()).isTrue();
        release.countDown();
    }

    @Test
    void what_hangs_on_a_receipt_does_not_run_on_the_chains_threads() {
        register(Subscriber.<String>named("later").asyncHandler(visit -> answer("go")));
        CompletionStage<String> thread = chain.publish(COMING, "x")
                .thenApply(receipt -> Thread.currentThread().getName());
        answer("go").complete(Verdict.ok());
        assertThat(await(thread)).contains("akka.actor.default-dispatcher");
    }

    @Test
    void a_handler_that_throws_is_logged_with_its_chain_and_walk() {
        register(Subscriber.<String>named("broken").handler(visit -> {
            throw new IllegalStateException("broken");
        }));
        LoggingTestKit.warn("Handler of broken threw in COMING of 'x'")
                .withLoggerName("io.chainbus.walk")
                .withMdc(Map.of("chain", "life", "walk", "1"))
                .expect(kit.system(), () -> await(chain.publish(COMING, "x")));
    }

    @Test
    void refusals_are_typed_and_change_nothing() {
        assertThat(await(chain.register(Subscriber.<String>named("before").handler(visit -> Verdict.veto("not me")))))
                .isEqualTo(new ChainProtocol.RegistrationRefused(new RegistrationRefusal.DuplicateId("before")));
        assertThat(await(chain.unregister("nobody"))).isEqualTo(new ChainProtocol.UnknownId("nobody"));
        assertThat(await(chain.publish(COMING, "x")).success()).isTrue();
    }

    @Test
    void actors_use_the_protocol() {
        TestProbe<Object> probe = kit.createTestProbe();
        chain.ref()
                .tell(new ChainProtocol.Register<>(
                        Subscriber.<String>named("mine").handler(visit -> Verdict.ok()),
                        probe.ref().unsafeUpcast()));
        assertThat(probe.receiveMessage()).isEqualTo(new ChainProtocol.Registered("mine", 3));
        chain.ref().tell(new ChainProtocol.Publish<>(COMING, "x", probe.ref().unsafeUpcast()));
        assertThat(probe.receiveMessage())
                .isInstanceOfSatisfying(
                        Receipt.class, receipt -> assertThat(receipt.success()).isTrue());
        chain.ref()
                .tell(new ChainProtocol.Publish<>(
                        io.chainbus.event.Phase.notification("ELSE", io.chainbus.event.Direction.ASCENDING),
                        "x",
                        probe.ref().unsafeUpcast()));
        assertThat(probe.receiveMessage())
                .isInstanceOfSatisfying(
                        Receipt.class,
                        receipt -> assertThat(receipt.outcome())
                                .isInstanceOfSatisfying(
                                        Outcome.Refused.class,
                                        refused -> assertThat(refused.refusal())
                                                .isInstanceOf(PublishRefusal.NotAnEvent.class)));
        chain.ref().tell(new ChainProtocol.Unregister<>("mine", probe.ref().unsafeUpcast()));
        assertThat(probe.receiveMessage()).isEqualTo(new ChainProtocol.Unregistered("mine", false));
    }

    @Test
    void when_the_system_stops_whoever_waits_is_told_so() {
        register(Subscriber.<String>named("later").asyncHandler(visit -> answer("never")));
        CompletionStage<Receipt<String>> open = chain.publish(COMING, "x");
        CompletionStage<Receipt<String>> behindIt = chain.publish(GOING, "x");
        kit.shutdownTestKit();
        for (CompletionStage<Receipt<String>> stage : List.of(open, behindIt, chain.publish(COMING, "afterwards"))) {
            assertThatThrownBy(() -> stage.toCompletableFuture().join())
                    .isInstanceOf(CompletionException.class)
                    .hasCauseInstanceOf(ChainStoppedException.class);
        }
    }

    private CompletableFuture<Verdict> answer(String name) {
        return answers.computeIfAbsent(name, unused -> new CompletableFuture<>());
    }

    private void register(Subscriber<String> subscriber) {
        await(chain.register(subscriber)).orThrow();
    }
}
