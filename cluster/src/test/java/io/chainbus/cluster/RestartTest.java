package io.chainbus.cluster;

import static io.chainbus.cluster.ClusterChainTest.get;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chainbus.Chain;
import io.chainbus.ChainSpec;
import io.chainbus.coordinator.ChainProtocol;
import io.chainbus.event.ModulePhase;
import io.chainbus.subscriber.Subscriber;
import io.chainbus.verdict.Verdict;
import io.chainbus.walk.Visit;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All nodes are gone at once, in the middle of walks; others start from what was written. */
class RestartTest {

    private static final ChainSpec<String> MODULES = ChainSpec.named("modules", String.class);

    /** Visits whose handlers hang, as long as there is the first life: subscriber, phase and key. */
    private final Set<String> hanging = ConcurrentHashMap.newKeySet();

    private final Set<String> hung = ConcurrentHashMap.newKeySet();
    private final List<String> visits = new ArrayList<>();

    @BeforeEach
    void forget() {
        SharedJournal.forget();
    }

    private ChainProtocol.Registered join(TestCluster.Node node, String id, int priority) throws Exception {
        return get(node.chain(MODULES)
                        .register(Subscriber.<String>named(id)
                                .priority(priority)
                                .durable()
                                .asyncHandler(visit -> handle(id, visit))))
                .orThrow();
    }

    private CompletionStage<Verdict> handle(String id, Visit<String> visit) {
        String what = id + " " + visit.phase().name() + " " + visit.key();
        if (hanging.contains(what)) {
            hung.add(what);
            return new CompletableFuture<>();
        }
        synchronized (visits) {
            visits.add(what);
        }
        return CompletableFuture.completedFuture(Verdict.ok());
    }

    private List<String> visits() {
        synchronized (visits) {
            return List.copyOf(visits);
        }
    }

    @Test
    void walks_under_way_end_by_the_policies_of_those_who_are_away_and_what_was_up_goes_down(@TempDir Path folder)
            throws Exception {
        try (TestCluster cluster = new TestCluster(folder, SharedJournal.class, "a", "b", "c")) {
            join(cluster.node("a"), "s0", 9);
            join(cluster.node("b"), "s1", 8);
            join(cluster.node("c"), "s2", 7);
            join(cluster.node("a"), "s3", 6);
            workAndStop(cluster, "first");
            comeBack(cluster, "first");
            // Once more: they have other seats now than those that they had registered for.
            workAndStop(cluster, "second");
            comeBack(cluster, "second", "first");

            Chain<String> chain = cluster.node("b").chain(MODULES);
            visits.clear();
            for (String key : List.of("first up", "second live", "second down", "second new")) {
                assertThat(get(chain.publish(ModulePhase.GOING, key)).success()).isTrue();
            }
            assertThat(visits())
                    .containsExactly(
                            "s3 GOING first up",
                            "s2 GOING first up",
                            "s1 GOING first up",
                            "s0 GOING first up",
                            "s3 GOING second live",
                            "s2 GOING second live",
                            "s1 GOING second live",
                            "s0 GOING second live");
            for (String key : List.of("first live", "second up")) {
                assertThat(get(chain.publish(ModulePhase.GOING, key)).visits()).hasSize(4);
            }
            assertThat(get(chain.view()).up()).isEmpty();
            assertThat(cluster.check().shown()).isEmpty();
        }
    }

    /** All are killed while a walk of each phase is with the third subscriber. */
    private void workAndStop(TestCluster cluster, String life) throws Exception {
        Chain<String> chain = cluster.node("a").chain(MODULES);
        for (String key : List.of("live", "down", "up")) {
            assertThat(get(chain.publish(ModulePhase.COMING, life + " " + key)).success())
                    .isTrue();
        }
        hung.clear();
        hanging.addAll(
                List.of("s2 COMING " + life + " new", "s2 LIVE " + life + " live", "s2 GOING " + life + " down"));
        chain.publish(ModulePhase.COMING, life + " new");
        chain.publish(ModulePhase.LIVE, life + " live");
        chain.publish(ModulePhase.GOING, life + " down");
        await().atMost(30, SECONDS).until(() -> hung.size() == 3);
        cluster.crashAll();
        hanging.clear();
    }

    /** Fewer nodes, and each subscriber on another than before. */
    private void comeBack(TestCluster cluster, String... lives) throws Exception {
        cluster.start("a");
        cluster.start("b");
        assertThat(join(cluster.node("b"), "s0", 9).resumed()).isTrue();
        assertThat(join(cluster.node("a"), "s1", 8).resumed()).isTrue();
        List<String> held = new ArrayList<>();
        for (String life : lives) {
            held.addAll(List.of(life + " live", life + " up"));
        }
        assertThat(join(cluster.node("b"), "s2", 7).holds())
                .extracting(hold -> hold.key())
                .containsExactlyInAnyOrderElementsOf(held);
        assertThat(join(cluster.node("b"), "s3", 6).resumed()).isTrue();
    }
}
