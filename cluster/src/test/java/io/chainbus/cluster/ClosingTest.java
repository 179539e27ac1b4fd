package io.chainbus.cluster;

import static io.chainbus.cluster.ClusterChainTest.get;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.chainbus.Chain;
import io.chainbus.ChainSpec;
import io.chainbus.coordinator.ChainStoppedException;
import io.chainbus.coordinator.CloseMode;
import io.chainbus.event.ModulePhase;
import io.chainbus.subscriber.Subscriber;
import io.chainbus.verdict.Verdict;
import io.chainbus.walk.VisitRecord;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A chain is closed on one node, and is so on all. */
class ClosingTest {

    private static final ChainSpec<String> MODULES = ChainSpec.named("modules", String.class);

    @BeforeEach
    void forget() {
        SharedJournal.forget();
    }

    private static void join(TestCluster.Node node, String id) throws Exception {
        get(node.chain(MODULES).register(Subscriber.<String>named(id).handler(visit -> Verdict.ok())))
                .orThrow();
    }

    private static void closed(Chain<String> chain) {
        assertThatThrownBy(() -> get(chain.publish(ModulePhase.COMING, "net")))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(ChainStoppedException.class);
        assertThatThrownBy(() -> get(chain.view()))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(ChainStoppedException.class);
    }

    @Test
    void it_does_not_begin_anew_because_other_nodes_had_it_open(@TempDir Path folder) throws Exception {
        try (TestCluster cluster = new TestCluster(folder, SharedJournal.class, "a", "b")) {
            join(cluster.node("a"), "a1");
            join(cluster.node("b"), "b1");
            Chain<String> there = cluster.node("b").chain(MODULES);
            get(there.publish(ModulePhase.COMING, "net"));
            assertThat(get(cluster.node("a").chain(MODULES).close(CloseMode.TAKE_DOWN))
                            .released())
                    .isEqualTo(1);

            await().atMost(30, SECONDS)
                    .until(() -> there.publish(ModulePhase.LIVE, "net")
                            .toCompletableFuture()
                            .isCompletedExceptionally());
            closed(there);
            await().atMost(30, SECONDS).until(() -> cluster.home("modules").isEmpty());
            // Agents that did ask again would have done so some times by then.
            await().during(Duration.ofSeconds(1))
                    .atMost(30, SECONDS)
                    .until(() -> cluster.home("modules").isEmpty());
            assertThat(cluster.check().shown()).isEmpty();
        }
    }

    @Test
    void who_asks_for_one_of_its_name_gets_another(@TempDir Path folder) throws Exception {
        try (TestCluster cluster = new TestCluster(folder, SharedJournal.class, "a", "b")) {
            join(cluster.node("a"), "a1");
            join(cluster.node("b"), "b1");
            Chain<String> there = cluster.node("b").chain(MODULES);
            get(there.publish(ModulePhase.COMING, "net"));
            get(cluster.node("a").chain(MODULES).close(CloseMode.DRAIN));
            await().atMost(30, SECONDS)
                    .until(() -> !cluster.node("b").chain(MODULES).equals(there)
                            && cluster.home("modules").isEmpty());

            join(cluster.node("b"), "b1");
            assertThat(get(cluster.node("b").chain(MODULES).publish(ModulePhase.COMING, "net"))
                            .visits())
                    .extracting(VisitRecord::subscriber)
                    .containsExactly("b1");
            closed(there);
        }
    }
}
