package io.chainbus;

import static io.chainbus.Waiting.await;
import static io.chainbus.event.ModulePhase.COMING;
import static io.chainbus.event.ModulePhase.GOING;
import static io.chainbus.event.ModulePhase.LIVE;
import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import io.chainbus.coordinator.BlockedHandlerException;
import io.chainbus.coordinator.CloseMode;
import io.chainbus.coordinator.LeaveMode;
import io.chainbus.event.Phase;
import io.chainbus.subscriber.AsyncHandler;
import io.chainbus.subscriber.Subscriber;
import io.chainbus.subscriber.VisitRequest;
import io.chainbus.verdict.Verdict;
import io.chainbus.waiting.CircularWaitException;
import io.chainbus.walk.Outcome;
import io.chainbus.walk.Receipt;
import io.chainbus.walk.Visit;
import io.chainbus.walk.VisitRecord;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Waiting from inside a handler (P12). Deadlines are longer than any test: what is refused is refused without them. */
class ReentrancyTest {

    private static final Duration LONG = Duration.ofMinutes(10);

    private final ActorTestKit kit = ActorTestKit.create();
    private final Chainbus bus = Chainbus.get(kit.system());
    private final Chain<String> modules = bus.chain(ChainSpec.named("modules", String.class));
    private final Chain<String> clocks = bus.chain(ChainSpec.named("clocks", String.class));
    private final Chain<String> power = bus.chain(ChainSpec.named("power", String.class));

    @AfterEach
    void shutDown() {
        kit.shutdownTestKit();
    }

    @Test
    void a_wait_for_another_chain_goes_through() {
        on(clocks, "clock", visit -> CompletableFuture.completedFuture(Verdict.ok()));
        on(modules, "module", waitingFor(visit -> clocks.publish(COMING, visit.key())));
        assertThat(await(modules.publish(COMING, "a")).success()).isTrue();
        assertThat(await(clocks.publish(COMING, "a")).outcome()).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void the_own_key_is_refused_at_once_with_the_circle_named() {
        AtomicReference<Throwable> failure = new AtomicReference<>();
        on(
                modules,
                "module",
                visit -> visit.verdictAfter(modules.publish(GOING, visit.key()), receipt -> Verdict.ok())
                        .whenComplete((verdict, why) -> failure.set(why)));
        Receipt<String> receipt = await(modules.publish(COMING, "a"));
        assertThat(receipt.outcome()).isInstanceOf(Outcome.Vetoed.class);
        assertThat(failure.get())
                .hasRootCauseInstanceOf(CircularWaitException.class)
                .hasMessageContaining("'module' in COMING of a (walk 1 of chain modules) waits for GOING of a");
        assertThat(await(modules.publish(LIVE, "a")).visits()).hasSize(1);
    }

    @Test
    void another_key_whose_walk_needs_the_subscriber_is_refused() {
        on(
                modules,
                "module",
                visit -> visit.key().equals("b")
                        ? CompletableFuture.completedFuture(Verdict.ok())
                        : visit.verdictAfter(modules.publish(COMING, "b"), receipt -> Verdict.ok()));
        assertRefused(await(modules.publish(COMING, "a")));
    }

    @Test
    void the_release_of_a_key_that_the_subscriber_does_not_hold_is_waited_for() {
        on(modules, "other", visit -> CompletableFuture.completedFuture(Verdict.ok()));
        on(
                modules,
                "module",
                visit -> visit.key().equals("b")
                        ? CompletableFuture.completedFuture(Verdict.done())
                        : visit.verdictAfter(modules.publish(GOING, "b"), receipt -> Verdict.ok()));
        await(modules.publish(COMING, "b"));
        assertThat(await(modules.publish(COMING, "a")).success()).isTrue();
    }

    @Test
    void the_release_of_a_key_that_the_subscriber_holds_is_refused() {
        CompletableFuture<Verdict> letGo = new CompletableFuture<>();
        on(
                modules,
                "module",
                visit -> visit.key().equals("b")
                        ? CompletableFuture.completedFuture(Verdict.ok())
                        : visit.verdictAfter(modules.publish(GOING, "b"), receipt -> Verdict.ok()));
        // Behind it, so before it in the release, which cannot have ended by the time the wait is looked at.
        on(
                modules,
                "behind",
                visit -> visit.phase() == (Phase) GOING ? letGo : CompletableFuture.completedFuture(Verdict.ok()));
        await(modules.publish(COMING, "b"));
        assertRefused(await(modules.publish(COMING, "a")));
        letGo.complete(Verdict.ok());
    }

    @Test
    void a_circle_over_two_chains_is_refused_to_who_closes_it() {
        on(modules, "module", waitingFor(visit -> clocks.publish(COMING, visit.key())));
        on(clocks, "clock", waitingFor(visit -> modules.publish(COMING, "other")));
        Receipt<String> receipt = await(modules.publish(COMING, "a"));
        assertThat(receipt.success()).isFalse();
    }

    /** To whoever closes it, which is a matter of who is first to say that it waits. */
    @Test
    void a_circle_over_three_chains_is_named_whole() {
        CompletableFuture<Throwable> refusal = new CompletableFuture<>();
        on(modules, "module", tellingWhy(visit -> clocks.publish(COMING, visit.key()), refusal));
        on(clocks, "clock", tellingWhy(visit -> power.publish(COMING, visit.key()), refusal));
        on(power, "domain", tellingWhy(visit -> modules.publish(GOING, "a"), refusal));
        assertThat(await(modules.publish(COMING, "a")).success()).isFalse();
        assertThat(refusal.join())
                .hasMessageContaining("'domain' in COMING of a")
                .hasMessageContaining("'module' in COMING of a")
                .hasMessageContaining("'clock' in COMING of a");
    }

    private static AsyncHandler<String> tellingWhy(
            Function<Visit<String>, CompletionStage<Receipt<String>>> publish, CompletableFuture<Throwable> refusal) {
        AsyncHandler<String> waiting = waitingFor(publish);
        return visit -> waiting.onEvent(visit).whenComplete((verdict, why) -> {
            if (why != null) {
                refusal.complete(why);
            }
        });
    }

    @Test
    void of_two_who_wait_for_each_other_at_once_at_least_one_is_refused() {
        CompletableFuture<Verdict> last = new CompletableFuture<>();
        CompletableFuture<Void> bothThere = new CompletableFuture<>();
        TestProbe<String> begun = kit.createTestProbe();
        on(modules, "module", visit -> {
            begun.ref().tell("module");
            return bothThere.thenCompose(go -> visit.verdictAfter(clocks.publish(LIVE, "x"), receipt -> Verdict.ok()));
        });
        on(clocks, "clock", visit -> {
            if (visit.key().equals("x")) {
                return last;
            }
            begun.ref().tell("clock");
            return bothThere.thenCompose(
                    go -> visit.verdictAfter(modules.publish(GOING, "a"), receipt -> Verdict.ok()));
        });
        CompletionStage<Receipt<String>> first = modules.publish(COMING, "a");
        CompletionStage<Receipt<String>> second = clocks.publish(COMING, "b");
        begun.receiveSeveralMessages(2);
        bothThere.complete(null);
        await(CompletableFuture.anyOf(first.toCompletableFuture(), second.toCompletableFuture()));
        last.complete(Verdict.ok());
        assertThat(await(first).success() && await(second).success()).isFalse();
    }

    @Test
    void a_stage_made_of_a_receipt_is_known_too_and_one_of_the_users_own_is_just_waited_for() {
        on(
                modules,
                "module",
                visit -> visit.key().equals("mine")
                        ? visit.verdictAfter(CompletableFuture.supplyAsync(() -> "done"), text -> Verdict.ok())
                        : visit.verdictAfter(
                                modules.publish(GOING, visit.key()).thenApply(Receipt::success),
                                success -> Verdict.ok()));
        assertRefused(await(modules.publish(COMING, "a")));
        assertThat(await(modules.publish(COMING, "mine")).success()).isTrue();
    }

    @Test
    void a_receipt_that_is_there_closes_no_circle() {
        on(modules, "module", visit -> {
            CompletionStage<Receipt<String>> over = clocks.publish(LIVE, "x");
            return over.thenCompose(receipt -> visit.verdictAfter(over, again -> Verdict.ok()));
        });
        assertThat(await(modules.publish(COMING, "a")).success()).isTrue();
    }

    @Test
    void closing_a_replay_and_a_teardown_wait_for_the_own_walk() {
        Subscriber<String> late = Subscriber.<String>named("late").replay().handler(visit -> Verdict.ok());
        on(modules, "module", visit -> switch (visit.key()) {
            case "close" -> visit.verdictAfter(modules.close(CloseMode.DRAIN), closed -> Verdict.ok());
            case "replay" -> visit.verdictAfter(modules.register(late), joined -> Verdict.ok());
            default -> visit.verdictAfter(modules.unregister("module", LeaveMode.TEARDOWN), left -> Verdict.ok());
        });
        assertRefused(await(modules.publish(COMING, "replay")));
        assertRefused(await(modules.publish(COMING, "close")));
    }

    @Test
    void an_actor_waits_through_the_visit_too() {
        TestProbe<VisitRequest<String>> actor = kit.createTestProbe();
        await(modules.register(Subscriber.<String>named("actor").deadline(LONG).actor(actor.ref())))
                .orThrow();
        CompletionStage<Receipt<String>> receipt = modules.publish(COMING, "a");
        VisitRequest<String> request = actor.receiveMessage();
        request.answerAfter(modules.publish(LIVE, "a"), live -> Verdict.ok());
        assertRefused(await(receipt));
    }

    @Test
    void an_actor_that_waits_for_its_own_leave_is_refused_since_it_can_just_stop() {
        TestProbe<VisitRequest<String>> actor = kit.createTestProbe();
        await(modules.register(Subscriber.<String>named("actor").deadline(LONG).actor(actor.ref())))
                .orThrow();
        CompletionStage<Receipt<String>> receipt = modules.publish(COMING, "a");
        actor.receiveMessage().answerAfter(modules.unregister("actor"), left -> Verdict.ok());
        assertRefused(await(receipt));
    }

    @Test
    void a_second_wait_that_follows_from_the_first_is_looked_at_when_it_begins() {
        on(
                modules,
                "module",
                visit -> visit.verdictAfter(
                        clocks.publish(LIVE, "x").thenCompose(receipt -> modules.publish(GOING, visit.key())),
                        receipt -> Verdict.ok()));
        assertRefused(await(modules.publish(COMING, "a")));
        on(
                clocks,
                "clock",
                visit -> visit.verdictAfter(
                        power.publish(LIVE, "x").thenCompose(receipt -> power.publish(LIVE, "y")),
                        receipt -> Verdict.ok()));
        assertThat(await(clocks.publish(COMING, "a")).success()).isTrue();
    }

    @Test
    void what_follows_from_a_release_is_looked_at_too_and_through_stages_made_of_it() {
        on(
                modules,
                "module",
                visit -> visit.verdictAfter(
                        clocks.publish(GOING, "x")
                                .thenCompose(receipt -> modules.publish(GOING, visit.key()))
                                .thenApply(Receipt::success),
                        success -> Verdict.ok()));
        assertRefused(await(modules.publish(COMING, "a")));
    }

    @Test
    void the_same_key_on_another_chain_is_another_key() {
        on(clocks, "clock", visit -> CompletableFuture.completedFuture(Verdict.ok()));
        on(modules, "module", visit -> visit.verdictAfter(clocks.publish(GOING, "a"), receipt -> Verdict.ok()));
        await(clocks.publish(COMING, "a"));
        assertThat(await(modules.publish(COMING, "a")).success()).isTrue();
    }

    @Test
    void a_handler_that_blocks_for_a_receipt_is_thrown_out_at_once() {
        AtomicReference<Throwable> failure = new AtomicReference<>();
        AtomicReference<Object> got = new AtomicReference<>();
        for (Function<CompletionStage<Receipt<String>>, Object> block :
                List.<Function<CompletionStage<Receipt<String>>, Object>>of(
                        stage -> stage.toCompletableFuture().join(),
                        stage -> stage.thenApply(Receipt::success)
                                .toCompletableFuture()
                                .join())) {
            await(modules.unregister("module"));
            await(modules.register(Subscriber.<String>named("module")
                            .deadline(LONG)
                            .blocking()
                            .handler(visit -> {
                                try {
                                    got.set(block.apply(clocks.publish(LIVE, "x")));
                                } catch (BlockedHandlerException e) {
                                    failure.set(e);
                                    throw e;
                                }
                                return Verdict.ok();
                            })))
                    .orThrow();
            CompletableFuture<Verdict> never = new CompletableFuture<>();
            await(clocks.unregister("clock"));
            on(clocks, "clock", visit -> never);
            assertThat(await(modules.publish(LIVE, "a")).visits())
                    .extracting(VisitRecord::subscriber)
                    .containsExactly("module");
            assertThat(got.get()).isNull();
            assertThat(failure.getAndSet(null)).hasMessageContaining("LIVE of x on chain clocks");
            never.complete(Verdict.ok());
        }
    }

    @Test
    void the_receipt_of_another_actor_system_may_be_blocked_for() {
        ActorTestKit other = ActorTestKit.create("other");
        try {
            Chain<String> far = Chainbus.get(other.system()).chain(ChainSpec.named("modules", String.class));
            await(far.register(Subscriber.<String>named("far").handler(visit -> Verdict.ok())));
            await(modules.register(Subscriber.<String>named("module").blocking().handler(visit -> {
                await(far.publish(COMING, visit.key()));
                return Verdict.ok();
            })));
            assertThat(await(modules.publish(COMING, "a")).success()).isTrue();
        } finally {
            other.shutdownTestKit();
        }
    }

    @Test
    void registering_and_unregistering_others_from_inside_may_be_waited_for() {
        on(modules, "module", visit -> {
            Subscriber<String> more =
                    Subscriber.<String>named("more " + visit.key()).handler(inner -> Verdict.ok());
            return visit.verdictAfter(
                    modules.register(more).thenCompose(joined -> modules.unregister("more " + visit.key())),
                    left -> Verdict.ok());
        });
        assertThat(await(modules.publish(COMING, "a")).success()).isTrue();
    }

    private static void assertRefused(Receipt<String> receipt) {
        assertThat(receipt.outcome()).isInstanceOf(Outcome.Vetoed.class);
        assertThat(receipt.outcome().toString()).contains("CircularWaitException");
    }

    private static AsyncHandler<String> waitingFor(Function<Visit<String>, CompletionStage<Receipt<String>>> what) {
        return visit -> visit.phase() == (Phase) COMING
                ? visit.verdictAfter(
                        what.apply(visit), receipt -> receipt.success() ? Verdict.ok() : Verdict.veto("no"))
                : CompletableFuture.completedFuture(Verdict.ok());
    }

    private static void on(Chain<String> chain, String id, AsyncHandler<String> handler) {
        await(chain.register(Subscriber.<String>named(id).deadline(LONG).asyncHandler(handler)))
                .orThrow();
    }
}
