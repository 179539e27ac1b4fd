package io.chainbus;

import static io.chainbus.Waiting.await;
import static io.chainbus.event.ModulePhase.COMING;
import static io.chainbus.event.ModulePhase.GOING;
import static io.chainbus.event.ModulePhase.LIVE;
import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import io.chainbus.coordinator.ChainProtocol;
import io.chainbus.coordinator.JointRegistration;
import io.chainbus.coordinator.LeaveMode;
import io.chainbus.event.Phase;
import io.chainbus.subscriber.AsyncHandler;
import io.chainbus.subscriber.Subscriber;
import io.chainbus.verdict.Verdict;
import io.chainbus.walk.Cause;
import io.chainbus.walk.Receipt;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Waiting from inside a handler for what is held back by somebody who joins or leaves (P12). */
class HeldBackWaitsTest {

    private static final Duration LONG = Duration.ofMinutes(10);

    private final ActorTestKit kit = ActorTestKit.create();
    private final Chainbus bus = Chainbus.get(kit.system());
    private final Chain<String> modules = bus.chain(ChainSpec.named("modules", String.class));
    private final Chain<String> clocks = bus.chain(ChainSpec.named("clocks", String.class));

    @AfterEach
    void shutDown() {
        kit.shutdownTestKit();
    }

    @Test
    void a_newcomer_that_waits_for_what_it_holds_back_itself_is_refused() {
        await(modules.publish(COMING, "x"));
        await(modules.publish(COMING, "a"));
        CompletionStage<ChainProtocol.RegisterReply> joined = modules.register(
                newcomer(visit -> visit.cause() == Cause.REPLAY && visit.key().equals("a")
                        ? visit.verdictAfter(modules.publish(GOING, "x"), receipt -> Verdict.ok())
                        : ok()));
        assertThat(await(joined).toString()).contains("CircularWaitException");
        assertThat(await(modules.publish(COMING, "x")).success()).isTrue();
    }

    @Test
    void a_release_that_a_newcomer_holds_back_until_it_has_been_told_of_the_own_key_is_refused() {
        CompletableFuture<Void> go = new CompletableFuture<>();
        CompletableFuture<Void> holdsX = new CompletableFuture<>();
        on(
                modules,
                "module",
                visit -> visit.phase() == (Phase) LIVE
                        ? go.thenCompose(then ->
                                visit.verdictAfter("module", modules.publish(GOING, "x"), receipt -> Verdict.ok()))
                        : done());
        await(modules.publish(COMING, "x"));
        await(modules.publish(COMING, "a"));
        CompletionStage<Receipt<String>> live = modules.publish(LIVE, "a");
        CompletionStage<ChainProtocol.RegisterReply> joined = modules.register(newcomer(visit -> {
            holdsX.complete(null);
            return ok();
        }));
        await(holdsX);
        go.complete(null);
        assertThat(await(live).failures().toString()).contains("CircularWaitException");
        assertThat(await(joined.thenApply(ChainProtocol.RegisterReply::orThrow)).id())
                .isEqualTo("newcomer");
    }

    @Test
    void who_waits_for_a_release_is_waited_for_by_the_newcomer_that_comes_to_hold_it_back() {
        CompletableFuture<Verdict> slow = new CompletableFuture<>();
        CompletableFuture<Verdict> live = new CompletableFuture<>();
        on(modules, "slow", visit -> visit.phase() == (Phase) LIVE ? slow : ok());
        on(
                clocks,
                "clock",
                visit -> visit.phase() == (Phase) COMING
                        ? visit.verdictAfter(modules.publish(GOING, "x"), receipt -> Verdict.ok())
                        : live);
        await(modules.publish(COMING, "x"));
        await(modules.publish(COMING, "a"));
        modules.publish(LIVE, "x");
        CompletionStage<Receipt<String>> clock = clocks.publish(COMING, "c");
        Awaitility.await()
                .atMost(Waiting.AT_MOST)
                .until(() -> await(modules.view()).counters().waiting() == 1);
        CompletionStage<ChainProtocol.RegisterReply> joined =
                modules.register(newcomer(visit -> visit.key().equals("a")
                        ? visit.verdictAfter(clocks.publish(LIVE, "d"), receipt -> Verdict.ok())
                        : ok()));
        await(modules.view());
        slow.complete(Verdict.ok());
        // Which of the two is known to wait first is a matter of luck: the other closes the circle.
        await(CompletableFuture.anyOf(joined.toCompletableFuture(), clock.toCompletableFuture()));
        live.complete(Verdict.ok());
        boolean newcomerRefused = await(joined).toString().contains("CircularWaitException");
        boolean clockRefused = await(clock).outcome().toString().contains("CircularWaitException");
        assertThat(newcomerRefused).isNotEqualTo(clockRefused);
    }

    @Test
    void a_release_that_somebody_who_leaves_holds_back_until_the_own_walk_has_ended_is_refused() {
        CompletableFuture<Void> go = new CompletableFuture<>();
        CompletableFuture<Void> begun = new CompletableFuture<>();
        on(modules, "leaver", visit -> ok());
        on(modules, "module", visit -> {
            if (visit.phase() != (Phase) LIVE) {
                return done();
            }
            begun.complete(null);
            return go.thenCompose(
                    then -> visit.verdictAfter("module", modules.publish(GOING, "x"), receipt -> Verdict.ok()));
        });
        await(modules.publish(COMING, "x"));
        CompletionStage<Receipt<String>> live = modules.publish(LIVE, "a");
        await(begun);
        CompletionStage<ChainProtocol.UnregisterReply> left = modules.unregister("leaver", LeaveMode.TEARDOWN);
        await(modules.view());
        go.complete(null);
        assertThat(await(live).failures().toString()).contains("CircularWaitException");
        await(left);
    }

    @Test
    void an_acquire_that_waits_for_who_joins_both_chains_is_refused() {
        CompletableFuture<Void> go = new CompletableFuture<>();
        CompletableFuture<Void> toldOfX = new CompletableFuture<>();
        on(
                clocks,
                "clock",
                visit -> visit.phase() == (Phase) LIVE
                        ? go.thenCompose(then ->
                                visit.verdictAfter("clock", modules.publish(COMING, "y"), receipt -> Verdict.ok()))
                        : ok());
        await(modules.publish(COMING, "x"));
        await(clocks.publish(COMING, "a"));
        CompletionStage<Receipt<String>> live = clocks.publish(LIVE, "a");
        CompletionStage<JointRegistration.Reply> joined = bus.register(Enrolment.of(modules, newcomer(visit -> {
                    toldOfX.complete(null);
                    return ok();
                }))
                .and(clocks, newcomer(visit -> ok())));
        await(toldOfX);
        go.complete(null);
        assertThat(await(live).failures().toString()).contains("CircularWaitException");
        await(joined).orThrow();
    }

    @Test
    void joining_several_chains_with_replay_is_a_wait_for_all_that_is_under_way_there() {
        on(modules, "module", visit -> {
            Enrolment both = Enrolment.of(clocks, newcomer(inner -> ok())).and(modules, newcomer(inner -> ok()));
            return visit.verdictAfter(bus.register(both), joined -> Verdict.ok());
        });
        assertThat(await(modules.publish(COMING, "a")).outcome().toString()).contains("CircularWaitException");
    }

    private static Subscriber<String> newcomer(AsyncHandler<String> handler) {
        return Subscriber.<String>named("newcomer").replay().deadline(LONG).asyncHandler(handler);
    }

    private static CompletableFuture<Verdict> ok() {
        return CompletableFuture.completedFuture(Verdict.ok());
    }

    private static CompletableFuture<Verdict> done() {
        return CompletableFuture.completedFuture(Verdict.done());
    }

    private static void on(Chain<String> chain, String id, AsyncHandler<String> handler) {
        await(chain.register(Subscriber.<String>named(id).deadline(LONG).asyncHandler(handler)))
                .orThrow();
    }
}
