package io.chainbus.node.growth;

import static org.assertj.core.api.Assertions.assertThat;

import io.chainbus.Chain;
import io.chainbus.ChainSpec;
import io.chainbus.cluster.ClusterChainbus;
import io.chainbus.event.Direction;
import io.chainbus.event.Phase;
import io.chainbus.node.Node;
import io.chainbus.node.TestNodes;
import io.chainbus.subscriber.Subscriber;
import io.chainbus.verdict.Verdict;
import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Measures {@link Costs} on two nodes in this JVM, with a real sharding and {@value #CHAINS} chains: bytes are what the
 * heap has more of after a collection, times are of the process's CPU. Bytes must be near those that are calculated with;
 * times are told, and depend on the machine.
 */
@Timeout(600)
class CostsProof {

    private static final int CHAINS = 1000;
    /** So many that whatever else comes and goes in the heap meanwhile is nothing to them. */
    private static final int NAMES = 50_000;

    private static final int SUBSCRIBERS = 4;
    private static final int ROUNDS = 10;
    private static final int AT_ONCE = 256;
    private static final Phase PING = Phase.notification("PING", Direction.DESCENDING);

    @Test
    void what_is_calculated_with_is_what_is_measured() throws Exception {
        try (TestNodes nodes = new TestNodes()) {
            Node one = nodes.first(Map.of());
            one.up().toCompletableFuture().get(60, TimeUnit.SECONDS);
            Node other = nodes.beside(one, Map.of());
            other.up().toCompletableFuture().get(60, TimeUnit.SECONDS);
            List<Chain<String>> warm = opened(one, "warm", AT_ONCE);
            subscribe(warm, "w");
            publishRounds(warm, 20);

            long empty = heap();
            long began = cpuMicros();
            List<Chain<String>> here = opened(one, "chain", CHAINS);
            long startMicros = (cpuMicros() - began) / CHAINS;
            long once = heap();
            List<Chain<String>> there = opened(other, "chain", CHAINS);
            long twice = heap();
            subscribe(here, "a");
            subscribe(there, "b");
            long subscribed = heap();

            publishRounds(here, 2);
            began = cpuMicros();
            publishRounds(here, ROUNDS);
            long walkMicros = (cpuMicros() - began) / (ROUNDS * CHAINS);

            MessageSizes sizes = new MessageSizes(one.system());
            long remembered = remembered(sizes);
            Costs measured = new Costs(
                    (once - empty - (twice - once)) / CHAINS,
                    (twice - once) / CHAINS,
                    (subscribed - twice) / (CHAINS * SUBSCRIBERS),
                    remembered / NAMES,
                    sizes.gossip(1000) / 1000,
                    (sizes.placedShards(10_000, 1000) - sizes.placedShards(1000, 1000)) / 9000,
                    (sizes.placedShards(1000, 1000) - sizes.placedShards(1000, 100)) / 900,
                    walkMicros,
                    startMicros);
            System.out.println("measured   " + measured);
            System.out.println("calculated " + Costs.MEASURED);
            near(measured, Costs::coordinatorBytes);
            near(measured, Costs::agentBytes);
            near(measured, Costs::subscriberBytes);
            near(measured, Costs::rememberedBytes);
            near(measured, Costs::gossipMemberBytes);
            near(measured, Costs::placedShardBytes);
            near(measured, Costs::placedRegionBytes);
        }
    }

    /** What the names of {@value #NAMES} chains take in the heap. */
    private static long remembered(MessageSizes sizes) {
        long before = heap();
        Object names = sizes.names(NAMES);
        try {
            return heap() - before;
        } finally {
            Reference.reachabilityFence(names);
        }
    }

    private static void near(Costs measured, Function<Costs, Long> cost) {
        long calculated = cost.apply(Costs.MEASURED);
        assertThat(cost.apply(measured)).isBetween(calculated * 2 / 3, calculated * 3 / 2 + 1);
    }

    private static List<Chain<String>> opened(Node node, String name, int count) throws Exception {
        List<Chain<String>> chains = new ArrayList<>();
        // Below the node's meters, which are a choice of whoever embeds one.
        for (int number = 0; number < count; number++) {
            chains.add(ClusterChainbus.get(node.system())
                    .chain(ChainSpec.named("%s-%06d".formatted(name, number), String.class)
                            .phases(PING)));
        }
        all(chains, Chain::view);
        return chains;
    }

    private static void subscribe(List<Chain<String>> chains, String name) throws Exception {
        for (int number = 0; number < SUBSCRIBERS / 2; number++) {
            int priority = (name.equals("a") ? 10 : 0) + number;
            String id = name + number;
            all(
                    chains,
                    chain -> chain.register(
                            Subscriber.<String>named(id).priority(priority).handler(visit -> Verdict.ok())));
        }
    }

    /** Each chain has one walk under way at a time: none shares its messages with another. */
    private static void publishRounds(List<Chain<String>> chains, int rounds) throws Exception {
        for (int round = 0; round < rounds; round++) {
            all(chains, chain -> chain.publish(PING, "key"));
        }
    }

    private static void all(List<Chain<String>> chains, Function<Chain<String>, CompletionStage<?>> ask)
            throws Exception {
        AtomicInteger failed = new AtomicInteger();
        for (int from = 0; from < chains.size(); from += AT_ONCE) {
            List<Chain<String>> some = chains.subList(from, Math.min(from + AT_ONCE, chains.size()));
            CompletableFuture<?>[] answers = some.stream()
                    .map(chain -> ask.apply(chain)
                            .whenComplete((answer, failure) -> {
                                if (failure != null) {
                                    failed.incrementAndGet();
                                }
                            })
                            .toCompletableFuture())
                    .toArray(CompletableFuture[]::new);
            CompletableFuture.allOf(answers).get(120, TimeUnit.SECONDS);
        }
        assertThat(failed).hasValue(0);
    }

    private static long heap() {
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 5; round++) {
            System.gc();
            least = Math.min(
                    least,
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        return least;
    }

    private static long cpuMicros() {
        return ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
                        .getProcessCpuTime()
                / 1000;
    }
}
