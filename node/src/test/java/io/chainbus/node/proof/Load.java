package io.chainbus.node.proof;

import io.chainbus.node.fleet.Answer;
import io.chainbus.node.fleet.Answer.How;
import io.chainbus.node.fleet.NodeProcess;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A node's publisher: takes keys of its own up and down, batch after batch, until it is stopped or its node is gone.
 * Thread-safe.
 */
final class Load {

    /** Keys that some subscribers refuse, so that there are always walks that are being undone; all nodes publish them. */
    static final List<String> UNSIGNED =
            IntStream.range(0, 8).mapToObj(key -> "unsigned-" + key).toList();

    private static final List<String> PHASES = List.of("COMING", "LIVE", "GOING");
    private static final int BATCH = 256;
    private static final int IN_FLIGHT = 32;
    private static final long PAUSE_MILLIS = 100;

    private final NodeProcess node;
    private final String chain;
    private final AtomicLong through = new AtomicLong();
    private final AtomicLong longestMillis = new AtomicLong();
    private final AtomicLong turnedAway = new AtomicLong();
    private final Queue<Answer.Passage> wrong = new ConcurrentLinkedQueue<>();
    private final Queue<String> cutShort = new ConcurrentLinkedQueue<>();
    private final Queue<CompletableFuture<Void>> apart = new ConcurrentLinkedQueue<>();
    private final CompletableFuture<Void> over = new CompletableFuture<>();
    private volatile boolean stopped;
    private int batches;

    /** The database is away, so that publishes may be refused. */
    private volatile boolean away;
    /** When it was back, in nanoseconds: whoever was under way by then may have been refused. */
    private volatile long back = System.nanoTime();

    private Load(NodeProcess node, String chain) {
        this.node = node;
        this.chain = chain;
    }

    static Load on(NodeProcess node, String chain) {
        Load load = new Load(node, chain);
        load.next();
        return load;
    }

    private synchronized void next() {
        if (stopped) {
            over.complete(null);
            return;
        }
        List<String> keys = new ArrayList<>();
        for (int key = 0; key < BATCH - UNSIGNED.size(); key++) {
            keys.add(node.name() + "-" + batches + "-" + key);
        }
        for (int key = 0; key < UNSIGNED.size(); key++) {
            keys.add(key * BATCH / UNSIGNED.size(), UNSIGNED.get(key));
        }
        batches++;
        long before = through.get();
        CompletionStage<Void> batch = publish(PHASES, keys, count -> through.set(before + count));
        batch.whenComplete((done, failure) -> {
            if (failure != null) {
                over.completeExceptionally(failure);
            } else {
                through.set(before + keys.size());
                next();
            }
        });
    }

    /** Done when each of them is through, or nobody will ever know; what was refused since the database is away is published again. */
    private CompletableFuture<Void> publish(List<String> phases, List<String> keys, IntConsumer progress) {
        long since = System.nanoTime();
        return node.publish(chain, phases, keys, IN_FLIGHT, progress)
                .handle((published, failure) -> {
                    if (published == null) {
                        cutShort.addAll(keys);
                        stopped = true;
                        return List.<Answer.Passage>of();
                    }
                    return published.keys();
                })
                .thenCompose(passages -> {
                    boolean expected = away || since - back < 0;
                    Map<String, List<String>> again = passages.stream()
                            .filter(passage -> expected && passage.how() == How.BEHIND)
                            .collect(Collectors.groupingBy(
                                    Answer.Passage::phase,
                                    Collectors.mapping(Answer.Passage::key, Collectors.toList())));
                    passages.stream()
                            .filter(passage -> !expected || passage.how() != How.BEHIND)
                            .forEach(this::note);
                    return again(again);
                });
    }

    private CompletableFuture<Void> again(Map<String, List<String>> refused) {
        refused.values().forEach(keys -> turnedAway.addAndGet(keys.size()));
        return CompletableFuture.allOf(refused.entrySet().stream()
                .map(keys -> CompletableFuture.runAsync(
                                () -> {}, CompletableFuture.delayedExecutor(PAUSE_MILLIS, TimeUnit.MILLISECONDS))
                        .thenCompose(paused -> publish(
                                PHASES.subList(PHASES.indexOf(keys.getKey()), PHASES.size()),
                                keys.getValue(),
                                count -> {})))
                .toArray(CompletableFuture[]::new));
    }

    /**
     * Whoever met a subscriber that died is vetoed by its policy, and undone; everything else gets through. What a node that
     * ends has no receipt for may have got anywhere.
     */
    private void note(Answer.Passage passage) {
        if (passage.how() == How.FAILED) {
            cutShort.add(passage.key());
            stopped = true;
        } else {
            longestMillis.accumulateAndGet(passage.longestMillis(), Math::max);
        }
        boolean refusable =
                UNSIGNED.contains(passage.key()) && (passage.how() == How.VETOED || passage.how() == How.ALREADY_UP);
        if (passage.how() != How.DONE && passage.how() != How.VETOED_BY_DEATH && !refusable) {
            wrong.add(passage);
        }
    }

    /** The database is going away: from now on publishes may be refused, and are published again then. */
    void databaseIsAway() {
        away = true;
    }

    /** It is back, and all goes on: nobody who publishes from now on may be refused. */
    void databaseIsBack() {
        back = System.nanoTime();
        away = false;
    }

    /** Publishes one more key, beside the batches. */
    void publishOneMore() {
        apart.add(publish(PHASES, List.of(node.name() + "-apart-" + apart.size()), count -> {}));
    }

    /** How many publishes were refused since the journal was behind. */
    long turnedAway() {
        return turnedAway.get();
    }

    /** Lets the batch that is under way end. */
    CompletableFuture<Void> stop() {
        stopped = true;
        return over.thenCompose(last -> CompletableFuture.allOf(apart.toArray(CompletableFuture[]::new)));
    }

    NodeProcess node() {
        return node;
    }

    /** How many keys have been up and down. */
    long through() {
        return through.get();
    }

    long longestMillis() {
        return longestMillis.get();
    }

    /** What ended as it must not. */
    List<Answer.Passage> wrong() {
        return List.copyOf(wrong);
    }

    /** Keys of the batch during which the node was gone: nobody knows how far they are. */
    List<String> cutShort() {
        return List.copyOf(cutShort);
    }
}
