package io.chainbus.cluster;

import static io.chainbus.cluster.ClusterChainTest.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chainbus.Chain;
import io.chainbus.cluster.Wires.Coordinator;
import io.chainbus.cluster.Wires.Weather;
import io.chainbus.cluster.wire.ToAgent;
import io.chainbus.cluster.wire.ToHome;
import io.chainbus.cluster.wire.ToPublisher;
import io.chainbus.event.ModulePhase;
import io.chainbus.subscriber.Subscriber;
import io.chainbus.verdict.Verdict;
import io.chainbus.walk.Outcome;
import io.chainbus.walk.Receipt;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A coordinator that is cut off, and is not told that another has taken over. */
class TwoCoordinatorsTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    private final Map<String, Integer> calls = new ConcurrentHashMap<>();

    @BeforeEach
    void forget() {
        SharedJournal.forget();
    }

    @Test
    void of_two_coordinators_only_the_later_one_does_what_others_see(@TempDir Path folder) throws Exception {
        try (TestCluster cluster = new TestCluster(folder, SharedJournal.class, "a", "b")) {
            Wires wires = new Wires(cluster, "modules", Weather.FAIR, 1);
            Coordinator first = wires.coordinate("b");
            join(wires, "a", 9);
            join(wires, "b", 8);
            join(wires, "a", 7);
            allWell(load(wires, "early", 50));

            // Walks whose visits are on their way from the first, and events on their way to it.
            first.hold(ToAgent.Visit.class::isInstance);
            List<CompletionStage<Receipt<String>>> receipts = load(wires, "between", 50);
            await().atMost(LONG).until(() -> first.held(ToAgent.Visit.class) > 0);
            first.hold(message -> true);
            receipts.addAll(load(wires, "late", 50));
            await().atMost(LONG).until(() -> first.held(ToHome.Publish.class) > 0);

            wires.coordinate("a");
            first.takenForGone();
            allWell(receipts);
            assertThat(first.isThere()).isTrue();
            assertThat(SharedJournal.fenced()).isZero();

            // It may ask again what it has asked, as often as it gets to it; that nobody does anything for it is seen
            // by the calls.
            long told = wires.arrived(first, ToPublisher.Receipts.class) + first.held(ToPublisher.Receipts.class);
            first.letGo();
            await().atMost(LONG).until(() -> !first.isThere());

            assertThat(SharedJournal.fenced()).isEqualTo(1);
            assertThat(wires.arrived(first, ToPublisher.Receipts.class)).isEqualTo(told);
            allWell(load(wires, "after", 20));
            assertThat(calls.values()).containsOnly(1);
            assertThat(cluster.check().shown()).isEmpty();
        }
    }

    private void join(Wires wires, String node, int priority) throws Exception {
        String id = node + priority;
        get(wires.chain(node)
                        .register(Subscriber.<String>named(id)
                                .priority(priority)
                                .handler(visit -> {
                                    calls.merge(id + " " + visit.phase().name() + " " + visit.key(), 1, Integer::sum);
                                    return Verdict.ok();
                                })))
                .orThrow();
    }

    private static List<CompletionStage<Receipt<String>>> load(Wires wires, String name, int count) {
        List<CompletionStage<Receipt<String>>> receipts = new ArrayList<>();
        for (int each = 0; each < count; each++) {
            for (String node : List.of("a", "b")) {
                Chain<String> chain = wires.chain(node);
                receipts.add(chain.publish(ModulePhase.COMING, name + node + each));
                receipts.add(chain.publish(ModulePhase.GOING, name + node + each));
            }
        }
        return receipts;
    }

    private static void allWell(List<CompletionStage<Receipt<String>>> receipts) throws Exception {
        for (CompletionStage<Receipt<String>> receipt : receipts) {
            assertThat(get(receipt).outcome()).isEqualTo(new Outcome.Completed());
        }
    }
}
