package io.chainbus.node.demo;

import io.chainbus.node.fleet.Answer;
import io.chainbus.node.fleet.Answer.Passage;
import io.chainbus.node.fleet.Fleet;
import io.chainbus.node.fleet.NodeProcess;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The nodes as publishers: a wave of keys is shared among them, and what a node did not get done since it was killed is
 * done by the others. Used by one thread, but for counting.
 */
final class Crowd {

    private static final int IN_FLIGHT = 32;

    private final List<NodeProcess> nodes;
    private final long patienceSeconds;
    private final AtomicInteger through = new AtomicInteger();
    private long longestMillis;
    private int takenOver;

    Crowd(List<NodeProcess> nodes, long patienceSeconds) {
        this.nodes = new ArrayList<>(nodes);
        this.patienceSeconds = patienceSeconds;
    }

    /** One more that publishes. */
    void add(NodeProcess node) {
        nodes.add(node);
    }

    List<NodeProcess> nodes() {
        return List.copyOf(nodes);
    }

    /** The longest that anybody has waited for a receipt. */
    long longestMillis() {
        return longestMillis;
    }

    /** How many keys were asked for again by another node than the one that was to. */
    int takenOver() {
        return takenOver;
    }

    /**
     * Takes keys through phases, from all nodes at once.
     *
     * @param after so many keys the interruption happens, counted over this call
     * @return how each key ended
     */
    Map<String, Passage> publish(List<String> phases, List<String> keys, int after, Runnable interruption)
            throws InterruptedException, TimeoutException {
        Map<String, Passage> ended = new LinkedHashMap<>();
        CompletableFuture<Void> reached = new CompletableFuture<>();
        through.set(0);
        Map<NodeProcess, CompletableFuture<Answer.Published>> shares = shares(phases, keys, after, reached);
        CompletableFuture<?> all = CompletableFuture.allOf(
                shares.values().stream().map(Crowd::whatever).toArray(CompletableFuture[]::new));
        Fleet.await(CompletableFuture.anyOf(reached, all), patienceSeconds);
        if (reached.isDone()) {
            interruption.run();
        }
        Fleet.await(all, patienceSeconds);
        for (Map.Entry<NodeProcess, CompletableFuture<Answer.Published>> share : shares.entrySet()) {
            if (share.getValue().isCompletedExceptionally() && !share.getKey().isAlive()) {
                nodes.remove(share.getKey());
            } else {
                note(Fleet.await(share.getValue(), patienceSeconds), ended);
            }
        }
        List<String> left = keys.stream().filter(key -> !ended.containsKey(key)).toList();
        if (!left.isEmpty()) {
            takenOver += left.size();
            ended.putAll(publish(phases, left, Integer.MAX_VALUE, () -> {}));
        }
        return ended;
    }

    private Map<NodeProcess, CompletableFuture<Answer.Published>> shares(
            List<String> phases, List<String> keys, int after, CompletableFuture<Void> reached) {
        Map<NodeProcess, CompletableFuture<Answer.Published>> shares = new LinkedHashMap<>();
        for (int node = 0; node < nodes.size(); node++) {
            NodeProcess publisher = nodes.get(node);
            List<String> share = Waves.share(keys, node, nodes.size());
            int[] told = {0};
            shares.put(publisher, publisher.publish(Cast.CHAIN, phases, share, IN_FLIGHT, count -> {
                int more = count - told[0];
                told[0] = count;
                if (through.addAndGet(more) >= after) {
                    reached.complete(null);
                }
            }));
        }
        return shares;
    }

    /** That it has ended, well or not. */
    private static CompletableFuture<?> whatever(CompletableFuture<Answer.Published> share) {
        return share.handle((published, failure) -> 0);
    }

    private void note(Answer.Published published, Map<String, Passage> ended) {
        for (Passage passage : published.keys()) {
            ended.put(passage.key(), passage);
            longestMillis = Math.max(longestMillis, passage.longestMillis());
        }
    }
}
