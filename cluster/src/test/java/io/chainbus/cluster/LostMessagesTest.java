package io.chainbus.cluster;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chainbus.Chain;
import io.chainbus.cluster.Wires.Coordinator;
import io.chainbus.cluster.Wires.Weather;
import io.chainbus.cluster.wire.ToAgent;
import io.chainbus.cluster.wire.ToHome;
import io.chainbus.cluster.wire.ToPublisher;
import io.chainbus.coordinator.ChainProtocol;
import io.chainbus.event.ModulePhase;
import io.chainbus.subscriber.Subscriber;
import io.chainbus.verdict.Verdict;
import io.chainbus.walk.Outcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Messages between coordinators, agents and publishers are lost, doubled and overtaken by others, and coordinators are
 * stopped or left behind in the middle of it.
 */
class LostMessagesTest {

    private static final int SEEDS = Integer.getInteger("cluster.seeds", 3);
    private static final long SEED = Long.getLong("cluster.seed", 1);
    private static final int LANES = 8;
    private static final int KEYS = 12;

    private final Map<String, Integer> calls = new ConcurrentHashMap<>();

    @BeforeEach
    void forget() {
        SharedJournal.forget();
    }

    @Test
    void every_event_gets_its_receipt_and_nobody_is_visited_twice(@TempDir Path folder) throws Exception {
        try (TestCluster cluster = new TestCluster(folder, SharedJournal.class, "a", "b")) {
            for (long seed = SEED; seed < SEED + SEEDS; seed++) {
                Wires wires = new Wires(cluster, "modules-" + seed, new Weather(10, 10, 20), seed);
                try {
                    through(wires, new Random(seed));
                } catch (Exception | AssertionError e) {
                    throw new AssertionError("seed " + seed, e);
                }
                assertMet(wires);
            }
            assertThat(calls.values()).containsOnly(1);
            assertThat(cluster.check().shown()).isEmpty();
        }
    }

    private void through(Wires wires, Random random) throws Exception {
        Coordinator latest = wires.coordinate("a");
        for (int place = 9; place > 5; place--) {
            wait(wires.chain(place % 2 == 0 ? "a" : "b").register(subscriber(wires, "s" + place, place)))
                    .orThrow();
        }
        AtomicInteger ended = new AtomicInteger();
        List<CompletableFuture<Void>> lanes = new ArrayList<>();
        for (int lane = 0; lane < LANES; lane++) {
            for (String node : List.of("a", "b")) {
                lanes.add(lane(wires.chain(node), node + lane + "-", 0, ended));
            }
        }
        for (int change = 1; change < 4; change++) {
            int part = change * lanes.size() * KEYS / 4;
            await().atMost(60, SECONDS).until(() -> ended.get() >= part);
            Chain<String> chain = wires.chain(random.nextBoolean() ? "a" : "b");
            String id = "passing-" + change;
            wait(chain.register(subscriber(wires, id, random.nextInt(12)))).orThrow();
            Coordinator before = latest;
            latest = wires.coordinate(random.nextBoolean() ? "a" : "b");
            if (random.nextBoolean()) {
                before.stop();
            } else {
                before.takenForGone();
            }
            // Whoever's acknowledgement is lost hears that it is not there.
            assertThat(wait(chain.unregister(id)))
                    .isIn(new ChainProtocol.Unregistered(id, false), new ChainProtocol.UnknownId(id));
        }
        wait(CompletableFuture.allOf(lanes.toArray(CompletableFuture[]::new)));
        assertThat(wait(wires.chain("b").view()).up()).isEmpty();
    }

    private Subscriber<String> subscriber(Wires wires, String id, int priority) {
        return Subscriber.<String>named(id).priority(priority).handler(visit -> {
            calls.merge(
                    String.join(" ", wires.toString(), id, visit.phase().name(), visit.cause() + "", visit.walk() + ""),
                    1,
                    Integer::sum);
            return id.equals("s7") && visit.acquires() && visit.key().endsWith("7")
                    ? Verdict.veto("seven")
                    : Verdict.ok();
        });
    }

    /** Takes keys up and down, one after the other. */
    private static CompletableFuture<Void> lane(Chain<String> chain, String name, int key, AtomicInteger ended) {
        if (key == KEYS) {
            return CompletableFuture.completedFuture(null);
        }
        return chain.publish(ModulePhase.COMING, name + key)
                .thenCompose(up -> {
                    assertThat(up.outcome() instanceof Outcome.Vetoed)
                            .as(up.toString())
                            .isEqualTo(key % 10 == 7);
                    assertThat(up.outcome()).isNotInstanceOf(Outcome.Refused.class);
                    return chain.publish(ModulePhase.GOING, name + key);
                })
                .thenCompose(down -> {
                    assertThat(down.outcome()).isEqualTo(new Outcome.Completed());
                    ended.incrementAndGet();
                    return lane(chain, name, key + 1, ended);
                })
                .toCompletableFuture();
    }

    /** There is no point in it if nothing was lost. */
    private static void assertMet(Wires wires) {
        for (Class<?> message :
                List.of(ToHome.Publish.class, ToHome.Visited.class, ToAgent.Visit.class, ToPublisher.Receipts.class)) {
            for (String fate : List.of("lost", "doubled", "late")) {
                assertThat(wires.count(fate, message)).as(fate + " " + message).isPositive();
            }
        }
    }

    private static <V> V wait(CompletionStage<V> stage) throws Exception {
        return stage.toCompletableFuture().get(60, SECONDS);
    }
}
