package io.chainbus.cluster;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.chainbus.Chain;
import io.chainbus.ChainSpec;
import io.chainbus.cluster.journal.NoJournal;
import io.chainbus.coordinator.ChainProtocol;
import io.chainbus.event.ModulePhase;
import io.chainbus.subscriber.Subscriber;
import io.chainbus.verdict.Verdict;
import io.chainbus.walk.Outcome;
import io.chainbus.walk.Receipt;
import io.chainbus.walk.VisitRecord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterChainTest {

    private static final ChainSpec<String> MODULES = ChainSpec.named("modules", String.class);

    @Test
    void walks_go_over_all_nodes_in_order_and_back_in_the_mirror_order(@TempDir Path folder) throws Exception {
        try (TestCluster cluster = new TestCluster(folder, NoJournal.class, "a", "b", "c")) {
            Queue<String> seen = new ConcurrentLinkedQueue<>();
            join(cluster, "a", seen, 5);
            join(cluster, "b", seen, 4);
            join(cluster, "c", seen, 3);
            join(cluster, "a", seen, 2);

            Receipt<String> up = get(cluster.node("b").chain(MODULES).publish(ModulePhase.COMING, "ext4"));
            Receipt<String> down = get(cluster.node("c").chain(MODULES).publish(ModulePhase.GOING, "ext4"));

            assertThat(up.outcome()).isEqualTo(new Outcome.Completed());
            assertThat(up.visits()).extracting(VisitRecord::subscriber).containsExactly("a5", "b4", "c3", "a2");
            assertThat(down.visits()).extracting(VisitRecord::subscriber).containsExactly("a2", "c3", "b4", "a5");
            assertThat(seen)
                    .containsExactly(
                            "a5 COMING",
                            "b4 COMING",
                            "c3 COMING",
                            "a2 COMING",
                            "a2 GOING",
                            "c3 GOING",
                            "b4 GOING",
                            "a5 GOING");
            assertThat(cluster.check().shown()).isEmpty();
        }
    }

    private static void join(TestCluster cluster, String node, Queue<String> seen, int priority) throws Exception {
        Chain<String> chain = cluster.node(node).chain(MODULES);
        String id = node + priority;
        get(chain.register(Subscriber.<String>named(id).priority(priority).handler(visit -> {
                    seen.add(id + " " + visit.phase().name());
                    return Verdict.ok();
                })))
                .orThrow();
    }

    @Test
    void many_publishers_on_all_nodes_get_a_receipt_for_each_event(@TempDir Path folder) throws Exception {
        try (TestCluster cluster = new TestCluster(folder, NoJournal.class, "a", "b", "c")) {
            int[] priority = {20};
            for (int round = 0; round < 2; round++) {
                for (TestCluster.Node node : cluster.nodes()) {
                    int place = priority[0]--;
                    get(node.chain(MODULES)
                                    .register(Subscriber.<String>named(node.name() + place)
                                            .priority(place)
                                            .handler(visit ->
                                                    visit.key().endsWith("7") && place == 16 && visit.acquires()
                                                            ? Verdict.veto("no sevens")
                                                            : Verdict.ok())))
                            .orThrow();
                }
            }
            List<CompletionStage<Receipt<String>>> receipts = new ArrayList<>();
            for (int count = 0; count < 300; count++) {
                for (TestCluster.Node node : cluster.nodes()) {
                    String key = node.name() + count;
                    receipts.add(node.chain(MODULES).publish(ModulePhase.COMING, key));
                    receipts.add(node.chain(MODULES).publish(ModulePhase.GOING, key));
                }
            }
            int vetoed = 0;
            for (CompletionStage<Receipt<String>> receipt : receipts) {
                Outcome outcome = get(receipt).outcome();
                assertThat(outcome).isNotInstanceOf(Outcome.Refused.class);
                vetoed += outcome instanceof Outcome.Vetoed ? 1 : 0;
            }
            assertThat(vetoed).isEqualTo(90);
            assertThat(cluster.check().shown()).isEmpty();
        }
    }

    static <V> V get(CompletionStage<V> stage) throws Exception {
        return stage.toCompletableFuture().get(30, SECONDS);
    }

    @Test
    void an_id_is_taken_on_all_nodes(@TempDir Path folder) throws Exception {
        try (TestCluster cluster = new TestCluster(folder, NoJournal.class, "a", "b")) {
            Subscriber<String> audit = Subscriber.<String>named("audit").handler(visit -> Verdict.ok());
            ChainProtocol.RegisterReply first =
                    get(cluster.node("a").chain(MODULES).register(audit));
            ChainProtocol.RegisterReply second =
                    get(cluster.node("b").chain(MODULES).register(audit));
            assertThat(first).isInstanceOf(ChainProtocol.Registered.class);
            assertThat(second).isInstanceOf(ChainProtocol.RegistrationRefused.class);
            assertThat(get(cluster.node("b").chain(MODULES).unregister("audit")))
                    .isEqualTo(new ChainProtocol.Unregistered("audit", false));
            assertThat(get(cluster.node("b").chain(MODULES).register(audit)))
                    .isInstanceOf(ChainProtocol.Registered.class);
            assertThat(get(cluster.node("a").chain(MODULES).view()).seats()).hasSize(1);
            assertThat(cluster.check().shown()).isEmpty();
        }
    }
}
