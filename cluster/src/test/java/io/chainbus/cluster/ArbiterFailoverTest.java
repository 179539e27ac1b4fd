package io.chainbus.cluster;

import static io.chainbus.cluster.ClusterChainTest.get;
import static io.chainbus.event.ModulePhase.COMING;
import static org.assertj.core.api.Assertions.assertThat;

import io.chainbus.Chain;
import io.chainbus.ChainSpec;
import io.chainbus.subscriber.Subscriber;
import io.chainbus.verdict.Verdict;
import io.chainbus.walk.Receipt;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The node that finds circles among waits is lost while somebody waits: the next one learns of the wait (P12). */
class ArbiterFailoverTest {

    private static final ChainSpec<String> MODULES = ChainSpec.named("modules", String.class);
    private static final ChainSpec<String> CLOCKS = ChainSpec.named("clocks", String.class);

    @BeforeEach
    void forget() {
        SharedJournal.forget();
    }

    @Test
    void a_circle_is_closed_by_a_wait_that_begins_after_the_arbiter_is_lost(@TempDir Path folder) throws Exception {
        // The first is the oldest, and that is where the arbiter is.
        try (TestCluster cluster = new TestCluster(folder, SharedJournal.class, "a", "b", "c")) {
            CompletableFuture<Void> waits = new CompletableFuture<>();
            CompletableFuture<Void> lost = new CompletableFuture<>();
            Chain<String> modules = cluster.node("b").chain(MODULES);
            Chain<String> clocks = cluster.node("c").chain(CLOCKS);
            register(modules, Subscriber.<String>named("module").deadline(LONG).asyncHandler(visit -> {
                CompletionStage<Receipt<String>> clock =
                        cluster.node("b").chain(CLOCKS).publish(COMING, "x");
                CompletionStage<Verdict> verdict = visit.verdictAfter(clock, there -> Verdict.ok());
                waits.complete(null);
                return verdict;
            }));
            register(
                    clocks,
                    Subscriber.<String>named("clock")
                            .deadline(LONG)
                            .asyncHandler(visit -> lost.thenCompose(now -> visit.verdictAfter(
                                    "clock",
                                    cluster.node("c").chain(MODULES).publish(COMING, "y"),
                                    there -> Verdict.ok()))));
            CompletionStage<Receipt<String>> receipt =
                    cluster.node("b").chain(MODULES).publish(COMING, "x");
            get(waits);
            cluster.crash("a");
            lost.complete(null);
            // Whichever of the two the next arbiter hears of last.
            CompletableFuture<Receipt<String>> ended = receipt.toCompletableFuture();
            assertThat(get(ended)).isNotNull();
        }
    }

    private static final Duration LONG = Duration.ofMinutes(10);

    private static void register(Chain<String> chain, Subscriber<String> subscriber) throws Exception {
        get(chain.register(subscriber)).orThrow();
    }
}
