package io.chainbus.node.proof;

import io.chainbus.node.fleet.Answer;
import io.chainbus.node.fleet.Answer.How;
import io.chainbus.node.fleet.NodeProcess;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A node's publisher: takes keys of its own up and down, batch after batch, until it is stopped or its node is gone.
 * Thread-safe.
 */
final class Load {

    private static final List<String> PHASES = List.of("COMING", "LIVE", "GOING");
    private static final int BATCH = 256;
    private static final int IN_FLIGHT = 32;

    private final NodeProcess node;
    private final String chain;
    private final AtomicLong through = new AtomicLong();
    private final AtomicLong longestMillis = new AtomicLong();
    private final Queue<Answer.Passage> wrong = new ConcurrentLinkedQueue<>();
    private final Queue<String> cutShort = new ConcurrentLinkedQueue<>();
    private final CompletableFuture<Void> over = new CompletableFuture<>();
    private volatile boolean stopped;
    private int batches;

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
        for (int key = 0; key < BATCH; key++) {
            keys.add(node.name() + "-" + batches + "-" + key);
        }
        batches++;
        long before = through.get();
        CompletionStage<Answer.Published> batch =
                node.publish(chain, PHASES, keys, IN_FLIGHT, count -> through.set(before + count));
        batch.whenComplete((published, failure) -> {
            if (published == null) {
                cutShort.addAll(keys);
                over.complete(null);
            } else {
                through.set(before + keys.size());
                published.keys().forEach(this::note);
                next();
            }
        });
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
        if (passage.how() != How.DONE && passage.how() != How.VETOED_BY_DEATH) {
            wrong.add(passage);
        }
    }

    /** Lets the batch that is under way end. */
    CompletableFuture<Void> stop() {
        stopped = true;
        return over;
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
