package io.chainbus.cluster;

import static io.chainbus.cluster.ClusterChainTest.get;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chainbus.Chain;
import io.chainbus.ChainSpec;
import io.chainbus.event.ModulePhase;
import io.chainbus.subscriber.Subscriber;
import io.chainbus.verdict.Verdict;
import io.chainbus.walk.Outcome;
import io.chainbus.walk.Receipt;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The coordinator goes, and another goes on: nothing is lost, nothing done twice, nothing out of order. */
class FailoverTest {

    private static final ChainSpec<String> MODULES = ChainSpec.named("modules", String.class);

    private final Map<String, Integer> calls = new ConcurrentHashMap<>();

    @BeforeEach
    void forget() {
        SharedJournal.forget();
    }

    private void join(TestCluster.Node node, String id, int priority) throws Exception {
        get(node.chain(MODULES)
                        .register(Subscriber.<String>named(id)
                                .priority(priority)
                                .handler(visit -> {
                                    calls.merge(id + " " + visit.phase().name() + " " + visit.walk(), 1, Integer::sum);
                                    return Verdict.ok();
                                })))
                .orThrow();
    }

    /** Three nodes; the coordinator is on the third, and publishers on the others. */
    private TestCluster three(Path folder) throws Exception {
        TestCluster cluster = new TestCluster(folder, SharedJournal.class, "c");
        Chain<String> first = cluster.node("c").chain(MODULES);
        await().atMost(30, SECONDS).until(() -> cluster.home("modules").isPresent());
        assertThat(first.name()).isEqualTo("modules");
        cluster.start("a");
        cluster.start("b");
        return cluster;
    }

    @Test
    void every_event_gets_its_receipt_when_the_coordinator_s_node_is_lost_under_load(@TempDir Path folder)
            throws Exception {
        try (TestCluster cluster = three(folder)) {
            join(cluster.node("a"), "a1", 9);
            join(cluster.node("b"), "b1", 8);
            join(cluster.node("a"), "a2", 7);
            join(cluster.node("b"), "b2", 6);
            assertThat(cluster.home("modules")).contains(cluster.node("c"));

            List<CompletionStage<Receipt<String>>> receipts = load(cluster, 400, 200);
            cluster.crash("c");
            receipts.addAll(load(cluster, 400, 0));

            allWell(receipts);
            assertThat(calls.values()).containsOnly(1);
            assertThat(cluster.check().shown()).isEmpty();
        }
    }

    /** Publishes that many loads and unloads on each of two nodes, and goes on when so many have their receipts. */
    private static List<CompletionStage<Receipt<String>>> load(TestCluster cluster, int count, int until)
            throws Exception {
        List<CompletionStage<Receipt<String>>> receipts = new ArrayList<>();
        for (int each = 0; each < count; each++) {
            for (String node : List.of("a", "b")) {
                String key = node + each + "-" + until;
                receipts.add(cluster.node(node).chain(MODULES).publish(ModulePhase.COMING, key));
                receipts.add(cluster.node(node).chain(MODULES).publish(ModulePhase.GOING, key));
            }
        }
        if (until > 0) {
            get(receipts.get(until));
        }
        return receipts;
    }

    private static void allWell(List<CompletionStage<Receipt<String>>> receipts) throws Exception {
        for (CompletionStage<Receipt<String>> receipt : receipts) {
            assertThat(get(receipt).outcome()).isEqualTo(new Outcome.Completed());
        }
    }

    @Test
    void a_node_that_leaves_hands_its_chains_over(@TempDir Path folder) throws Exception {
        try (TestCluster cluster = three(folder)) {
            join(cluster.node("a"), "a1", 9);
            join(cluster.node("b"), "b1", 8);
            List<CompletionStage<Receipt<String>>> receipts = load(cluster, 300, 100);
            cluster.leave("c");
            allWell(receipts);
            assertThat(calls.values()).containsOnly(1);
            assertThat(cluster.check().shown()).isEmpty();
        }
    }

    @Test
    void a_subscriber_whose_node_is_lost_gives_the_verdict_of_its_policy(@TempDir Path folder) throws Exception {
        try (TestCluster cluster = three(folder)) {
            join(cluster.node("c"), "c1", 9);
            CompletableFuture<Void> begun = new CompletableFuture<>();
            get(cluster.node("b")
                            .chain(MODULES)
                            .register(Subscriber.<String>named("hangs")
                                    .priority(8)
                                    .asyncHandler(visit -> {
                                        begun.complete(null);
                                        return new CompletableFuture<>();
                                    })))
                    .orThrow();
            join(cluster.node("a"), "a1", 7);
            CompletionStage<Receipt<String>> receipt =
                    cluster.node("a").chain(MODULES).publish(ModulePhase.COMING, "ext4");
            get(begun);
            cluster.crash("b");

            Receipt<String> vetoed = get(receipt);
            assertThat(vetoed.outcome()).isInstanceOf(Outcome.Vetoed.class);
            assertThat(vetoed.undone()).extracting(visit -> visit.subscriber()).containsExactly("c1");
            assertThat(get(cluster.node("a").chain(MODULES).publish(ModulePhase.COMING, "ext4"))
                            .visits())
                    .extracting(visit -> visit.subscriber())
                    .containsExactly("c1", "a1");
            assertThat(cluster.check().shown()).isEmpty();
        }
    }

    /** The first and the coordinator are lost together while the third is at work. */
    private Receipt<String> loseTheFirstAndTheCoordinator(TestCluster cluster, Verdict third) throws Exception {
        get(cluster.node("c")
                        .chain(MODULES)
                        .register(Subscriber.<String>named("c1")
                                .priority(9)
                                .durable()
                                .handler(visit -> Verdict.ok())))
                .orThrow();
        join(cluster.node("a"), "a1", 8);
        CompletableFuture<Void> begun = new CompletableFuture<>();
        CompletableFuture<Verdict> answer = new CompletableFuture<>();
        get(cluster.node("b")
                        .chain(MODULES)
                        .register(Subscriber.<String>named("b1").priority(7).asyncHandler(visit -> {
                            begun.complete(null);
                            return visit.walkPhase() == visit.phase()
                                    ? answer
                                    : CompletableFuture.completedFuture(Verdict.ok());
                        })))
                .orThrow();
        join(cluster.node("a"), "a2", 6);
        CompletionStage<Receipt<String>> receipt =
                cluster.node("a").chain(MODULES).publish(ModulePhase.COMING, "ext4");
        get(begun);
        cluster.crash("c");
        answer.complete(third);
        return get(receipt);
    }

    @Test
    void what_somebody_away_vetoes_is_undone_by_those_it_had_got_to_before_the_coordinator_was_lost(
            @TempDir Path folder) throws Exception {
        try (TestCluster cluster = three(folder)) {
            Receipt<String> vetoed = loseTheFirstAndTheCoordinator(cluster, Verdict.ok());

            assertThat(vetoed.outcome())
                    .isInstanceOfSatisfying(
                            Outcome.Vetoed.class,
                            outcome -> assertThat(outcome.by()).isEqualTo("c1"));
            assertThat(vetoed.undone()).extracting(visit -> visit.subscriber()).containsExactly("b1", "a1");
            assertThat(cluster.check().shown()).isEmpty();
        }
    }

    @Test
    void who_is_away_is_taken_to_have_accepted_what_was_vetoed_behind_it(@TempDir Path folder) throws Exception {
        try (TestCluster cluster = three(folder)) {
            Receipt<String> vetoed = loseTheFirstAndTheCoordinator(cluster, Verdict.veto("no room"));

            assertThat(vetoed.outcome())
                    .isInstanceOfSatisfying(
                            Outcome.Vetoed.class,
                            outcome -> assertThat(outcome.by()).isEqualTo("b1"));
            assertThat(vetoed.undone()).extracting(visit -> visit.subscriber()).containsExactly("a1", "c1");
            assertThat(cluster.check().shown()).isEmpty();
        }
    }
}
