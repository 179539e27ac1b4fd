package io.chainbus.cluster;

import static io.chainbus.cluster.ClusterChainTest.get;
import static io.chainbus.event.ModulePhase.COMING;
import static io.chainbus.event.ModulePhase.GOING;
import static io.chainbus.event.ModulePhase.LIVE;
import static org.assertj.core.api.Assertions.assertThat;

import io.chainbus.Chain;
import io.chainbus.ChainSpec;
import io.chainbus.cluster.journal.NoJournal;
import io.chainbus.coordinator.BlockedHandlerException;
import io.chainbus.coordinator.CloseMode;
import io.chainbus.event.Phase;
import io.chainbus.subscriber.AsyncHandler;
import io.chainbus.subscriber.Subscriber;
import io.chainbus.verdict.Verdict;
import io.chainbus.walk.Outcome;
import io.chainbus.walk.Receipt;
import io.chainbus.walk.Visit;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/**
 * Waiting from inside a handler, over several nodes (P12). Deadlines are longer than any test: what is refused is refused
 * without them. Each test has chains of its own, on nodes that all share.
 */
class CircularWaitTest {

    private static final Duration LONG = Duration.ofMinutes(10);

    @TempDir
    private static Path folder;

    private static TestCluster cluster;
    private String test = "";

    @BeforeAll
    static void start() throws Exception {
        cluster = new TestCluster(folder, NoJournal.class, "a", "b", "c");
    }

    @AfterAll
    static void check() throws Exception {
        assertThat(cluster.check().shown()).isEmpty();
    }

    @BeforeEach
    void name(TestInfo info) {
        test = info.getDisplayName();
    }

    private Chain<String> chain(String node, String name) {
        return cluster.node(node).chain(ChainSpec.named(name + " of " + test, String.class));
    }

    private static void on(Chain<String> chain, String id, AsyncHandler<String> handler) throws Exception {
        get(chain.register(Subscriber.<String>named(id).deadline(LONG).asyncHandler(handler)))
                .orThrow();
    }

    private static AsyncHandler<String> waitingFor(Function<Visit<String>, CompletionStage<?>> what) {
        return visit -> visit.phase() == (Phase) COMING
                ? visit.verdictAfter(
                        what.apply(visit),
                        there -> there instanceof Receipt<?> receipt && !receipt.success()
                                ? Verdict.veto("not without it")
                                : Verdict.ok())
                : ok();
    }

    private static CompletableFuture<Verdict> ok() {
        return CompletableFuture.completedFuture(Verdict.ok());
    }

    private static void assertRefused(Receipt<String> receipt) {
        assertThat(receipt.outcome()).isInstanceOf(Outcome.Vetoed.class);
        assertThat(receipt.outcome().toString()).contains("CircularWaitException");
    }

    @Test
    void the_own_key_is_refused_with_the_circle_named() throws Exception {
        Chain<String> there = chain("b", "modules");
        on(there, "module", waitingFor(visit -> there.publish(GOING, visit.key())));
        Receipt<String> receipt = get(chain("c", "modules").publish(COMING, "x"));
        assertRefused(receipt);
        assertThat(receipt.outcome().toString()).contains("'module' in COMING of x (walk ", "waits for GOING of x");
        assertThat(get(chain("a", "modules").publish(LIVE, "x")).visits()).hasSize(1);
    }

    @Test
    void a_wait_for_another_chain_goes_through() throws Exception {
        on(chain("b", "clocks"), "clock", visit -> ok());
        on(
                chain("a", "modules"),
                "module",
                waitingFor(visit -> chain("a", "clocks").publish(COMING, visit.key())));
        assertThat(get(chain("c", "modules").publish(COMING, "x")).success()).isTrue();
        assertThat(get(chain("c", "clocks").publish(COMING, "x")).outcome()).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void a_circle_over_three_chains_and_three_nodes_is_named_whole() throws Exception {
        CompletableFuture<Throwable> refusal = new CompletableFuture<>();
        on(
                chain("a", "modules"),
                "module",
                tellingWhy(visit -> chain("a", "clocks").publish(COMING, visit.key()), refusal));
        on(
                chain("b", "clocks"),
                "clock",
                tellingWhy(visit -> chain("b", "power").publish(COMING, visit.key()), refusal));
        on(
                chain("c", "power"),
                "domain",
                tellingWhy(visit -> chain("c", "modules").publish(GOING, "x"), refusal));
        assertThat(get(chain("b", "modules").publish(COMING, "x")).success()).isFalse();
        assertThat(get(refusal))
                .hasMessageContaining("'domain' in COMING of x")
                .hasMessageContaining("'module' in COMING of x")
                .hasMessageContaining("'clock' in COMING of x");
    }

    private static AsyncHandler<String> tellingWhy(
            Function<Visit<String>, CompletionStage<?>> what, CompletableFuture<Throwable> refusal) {
        AsyncHandler<String> waiting = waitingFor(what);
        return visit -> waiting.onEvent(visit).whenComplete((verdict, why) -> {
            if (why != null) {
                refusal.complete(why);
            }
        });
    }

    @Test
    void the_release_of_a_key_that_somebody_else_holds_is_waited_for_and_of_one_that_it_holds_itself_refused()
            throws Exception {
        CompletableFuture<Verdict> letGo = new CompletableFuture<>();
        Chain<String> here = chain("a", "modules");
        on(here, "module", visit -> switch (visit.key()) {
            case "others" -> CompletableFuture.completedFuture(Verdict.done());
            case "own" -> ok();
            default -> visit.verdictAfter(here.publish(GOING, visit.key().substring(4)), there -> Verdict.ok());
        });
        // Behind it, so before it in the release, which cannot have ended by the time the wait is looked at.
        on(
                chain("b", "modules"),
                "behind",
                visit -> visit.phase() == (Phase) GOING && visit.key().equals("own") ? letGo : ok());
        get(here.publish(COMING, "others"));
        get(here.publish(COMING, "own"));
        assertThat(get(chain("c", "modules").publish(COMING, "for others")).success())
                .isTrue();
        assertRefused(get(chain("c", "modules").publish(COMING, "for own")));
        letGo.complete(Verdict.ok());
    }

    @Test
    void a_close_and_a_registration_with_replay_wait_for_the_own_walk() throws Exception {
        Chain<String> here = chain("a", "modules");
        Subscriber<String> late =
                Subscriber.<String>named("late").replay().deadline(LONG).handler(visit -> Verdict.ok());
        on(
                here,
                "module",
                waitingFor(visit -> visit.key().equals("close")
                        ? chain("a", "modules").close(CloseMode.DRAIN)
                        : here.register(late)));
        assertRefused(get(chain("b", "modules").publish(COMING, "replay")));
        assertRefused(get(chain("b", "modules").publish(COMING, "close")));
    }

    @Test
    void registering_and_unregistering_others_from_inside_may_be_waited_for() throws Exception {
        Chain<String> here = chain("a", "modules");
        on(here, "module", waitingFor(visit -> {
            Subscriber<String> more = Subscriber.<String>named("more").handler(inner -> Verdict.ok());
            return here.register(more).thenCompose(joined -> here.unregister("more"));
        }));
        assertThat(get(chain("b", "modules").publish(COMING, "x")).success()).isTrue();
    }

    @Test
    void a_second_wait_that_follows_from_the_first_is_looked_at_when_it_begins() throws Exception {
        Chain<String> here = chain("a", "modules");
        on(
                here,
                "module",
                waitingFor(visit -> chain("a", "clocks")
                        .publish(LIVE, "x")
                        .thenCompose(receipt -> here.publish(GOING, visit.key()))));
        assertRefused(get(chain("b", "modules").publish(COMING, "x")));
    }

    @Test
    void a_handler_that_blocks_for_a_receipt_is_thrown_out_at_once() throws Exception {
        AtomicReference<Throwable> failure = new AtomicReference<>();
        CompletableFuture<Verdict> never = new CompletableFuture<>();
        on(chain("b", "clocks"), "clock", visit -> never);
        get(chain("a", "modules")
                        .register(Subscriber.<String>named("module")
                                .deadline(LONG)
                                .blocking()
                                .handler(visit -> {
                                    try {
                                        chain("a", "clocks")
                                                .publish(LIVE, "x")
                                                .toCompletableFuture()
                                                .join();
                                    } catch (BlockedHandlerException e) {
                                        failure.set(e);
                                    }
                                    return Verdict.ok();
                                })))
                .orThrow();
        assertThat(get(chain("c", "modules").publish(LIVE, "x")).visits()).hasSize(1);
        assertThat(failure.get()).hasMessageContaining("LIVE of x on chain clocks");
        never.complete(Verdict.ok());
    }
}
