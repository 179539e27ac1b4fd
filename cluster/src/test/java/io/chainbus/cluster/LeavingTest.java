package io.chainbus.cluster;

import static io.chainbus.cluster.ClusterChainTest.get;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.chainbus.Chain;
import io.chainbus.ChainSpec;
import io.chainbus.coordinator.ChainProtocol;
import io.chainbus.coordinator.ChainStoppedException;
import io.chainbus.event.ModulePhase;
import io.chainbus.subscriber.Subscriber;
import io.chainbus.verdict.Source;
import io.chainbus.verdict.Verdict;
import io.chainbus.walk.Outcome;
import io.chainbus.walk.Receipt;
import io.chainbus.walk.VisitRecord;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node leaves in good order: what is under way there ends, and what comes after does without it. */
class LeavingTest {

    private static final ChainSpec<String> MODULES = ChainSpec.named("modules", String.class);

    private final CompletableFuture<Void> begun = new CompletableFuture<>();
    private final CompletableFuture<Verdict> answer = new CompletableFuture<>();

    @BeforeEach
    void forget() {
        SharedJournal.forget();
    }

    /** The visit of a key that is slow for that one waits for {@link #answer}. */
    private CompletionStage<Verdict> handle(String id, String key) {
        if (!key.equals("slow " + id)) {
            return CompletableFuture.completedFuture(Verdict.ok());
        }
        begun.complete(null);
        return answer;
    }

    private ChainProtocol.Registered join(TestCluster.Node node, String id) throws Exception {
        return join(node, id, Subscriber.named(id));
    }

    private ChainProtocol.Registered join(TestCluster.Node node, String id, Subscriber.Builder<String> subscriber)
            throws Exception {
        return get(node.chain(MODULES).register(subscriber.asyncHandler(visit -> handle(id, visit.key()))))
                .orThrow();
    }

    private static Receipt<String> publish(TestCluster.Node node, ModulePhase phase, String key) throws Exception {
        return get(node.chain(MODULES).publish(phase, key));
    }

    @Test
    void what_a_node_was_asked_before_it_leaves_it_answers_and_what_comes_later_passes_it_by(@TempDir Path folder)
            throws Exception {
        try (TestCluster cluster = new TestCluster(folder, SharedJournal.class, "a", "b")) {
            join(cluster.node("a"), "a1");
            join(cluster.node("b"), "b1");
            CompletionStage<Receipt<String>> slow =
                    cluster.node("a").chain(MODULES).publish(ModulePhase.COMING, "slow b1");
            get(begun);
            CompletableFuture<Void> leaving = cluster.leaving("b");
            await().atMost(30, SECONDS)
                    .until(() -> publish(cluster.node("a"), ModulePhase.LIVE, "other")
                                    .visits()
                                    .size()
                            == 1);
            assertThat(leaving).isNotDone();
            answer.complete(Verdict.ok());

            assertThat(get(slow).visits()).extracting(VisitRecord::source).containsOnly(Source.HANDLER);
            assertThat(get(slow).visits()).extracting(VisitRecord::subscriber).containsExactly("a1", "b1");
            get(leaving);
            assertThat(publish(cluster.node("a"), ModulePhase.GOING, "slow b1").visits())
                    .extracting(VisitRecord::subscriber)
                    .containsExactly("a1");
            assertThat(cluster.check().shown()).isEmpty();
        }
    }

    @Test
    void what_was_published_on_a_node_that_leaves_gets_its_receipt_and_nothing_more_is_published_there(
            @TempDir Path folder) throws Exception {
        try (TestCluster cluster = new TestCluster(folder, SharedJournal.class, "a", "b")) {
            join(cluster.node("a"), "a1");
            Chain<String> chain = cluster.node("b").chain(MODULES);
            CompletionStage<Receipt<String>> slow = chain.publish(ModulePhase.COMING, "slow a1");
            get(begun);
            CompletableFuture<Void> leaving = cluster.leaving("b");
            await().atMost(30, SECONDS)
                    .until(() -> chain.publish(ModulePhase.LIVE, "other")
                            .toCompletableFuture()
                            .isCompletedExceptionally());
            assertThatThrownBy(() -> get(chain.publish(ModulePhase.LIVE, "other")))
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(ChainStoppedException.class);
            answer.complete(Verdict.ok());

            assertThat(get(slow).outcome()).isEqualTo(new Outcome.Completed());
            get(leaving);
            assertThat(cluster.check().shown()).isEmpty();
        }
    }

    /** Its own subscribers have left by then, and what they gave is known to nobody else. */
    @Test
    void a_coordinator_that_moves_waits_for_walks_that_are_under_way(@TempDir Path folder) throws Exception {
        Config patient = ConfigFactory.parseString("chainbus.cluster.hand-over-patience = 30 s");
        try (TestCluster cluster = new TestCluster(folder, SharedJournal.class, patient, "a", "b")) {
            Chain<String> onA = cluster.node("a").chain(MODULES);
            await().atMost(30, SECONDS)
                    .until(() ->
                            get(onA.view()) != null && cluster.home("modules").isPresent());
            String first = cluster.home("modules").orElseThrow().name();
            String second = first.equals("a") ? "b" : "a";
            join(cluster.node(first), "first", Subscriber.<String>named("first").priority(10));
            join(cluster.node(second), "second");
            Chain<String> chain = cluster.node(second).chain(MODULES);
            CompletionStage<Receipt<String>> slow = chain.publish(ModulePhase.COMING, "slow second");
            get(begun);
            CompletableFuture<Void> leaving = cluster.leaving(first);
            // Until the coordinator takes nothing more in: then it is about to move.
            await().atMost(30, SECONDS).until(() -> !isAnsweredSoon(chain.publish(ModulePhase.LIVE, "other")));
            answer.complete(Verdict.ok());

            assertThat(get(slow).visits()).extracting(VisitRecord::subscriber).containsExactly("first", "second");
            assertThat(get(slow).skipped()).isEmpty();
            get(leaving);
            assertThat(get(chain.publish(ModulePhase.GOING, "slow second")).visits())
                    .extracting(VisitRecord::subscriber)
                    .containsExactly("second");
            assertThat(cluster.check().shown()).isEmpty();
        }
    }

    private static boolean isAnsweredSoon(CompletionStage<?> stage) throws Exception {
        try {
            stage.toCompletableFuture().get(500, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException notSoon) {
            return false;
        }
    }

    @Test
    void who_is_durable_goes_away_with_its_node_and_comes_back_on_another(@TempDir Path folder) throws Exception {
        try (TestCluster cluster = new TestCluster(folder, SharedJournal.class, "a", "b")) {
            join(cluster.node("a"), "a1");
            join(cluster.node("b"), "b1", Subscriber.<String>named("b1").durable());
            publish(cluster.node("a"), ModulePhase.COMING, "net");
            cluster.leave("b");

            ChainProtocol.Registered back =
                    join(cluster.node("a"), "b1", Subscriber.<String>named("b1").durable());
            assertThat(back.resumed()).isTrue();
            assertThat(back.holds()).extracting(ChainProtocol.Hold::key).containsExactly("net");
            assertThat(publish(cluster.node("a"), ModulePhase.GOING, "net").visits())
                    .extracting(VisitRecord::subscriber)
                    .containsExactly("b1", "a1");
            assertThat(cluster.check().shown()).isEmpty();
        }
    }

    /** Akka's own patience with shards that nobody takes over is 10 s. */
    @Test
    void the_last_node_does_not_wait_for_anybody_to_take_over(@TempDir Path folder) throws Exception {
        try (TestCluster cluster = new TestCluster(folder, SharedJournal.class, "a", "b")) {
            join(cluster.node("a"), "a1");
            join(cluster.node("b"), "b1");
            publish(cluster.node("a"), ModulePhase.COMING, "net");
            cluster.leave("b");
            assertThat(cluster.leaving("a")).succeedsWithin(Duration.ofSeconds(8));
            assertThat(cluster.check().shown()).isEmpty();
        }
    }
}
