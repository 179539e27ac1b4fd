package io.chainbus.cluster.journal;

import io.chainbus.cluster.trace.Trace;
import io.chainbus.cluster.wire.Ending;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What is known of the publishes of one publisher. Not thread-safe. */
public final class PublisherState {

    private long below = 1;
    private final TreeMap<Long, Long> open = new TreeMap<>();
    private final TreeMap<Long, Result> results = new TreeMap<>();

    /**
     * A publish that has ended and that its publisher may ask for again.
     *
     * @param layout the number of the layout that the trace is of
     * @param trace absent where there was no walk
     */
    public record Result(
            long walk, Ending ending, long layout, @Nullable Trace trace) {}

    PublisherState() {}

    PublisherState(ChainSnapshot.Publisher kept) {
        below = kept.below();
        results.putAll(kept.results());
    }

    /** Without the walks under way, which are kept with the chain. */
    ChainSnapshot.Publisher snapshot(String id) {
        return new ChainSnapshot.Publisher(id, below, results);
    }

    /** It has receipts for all numbers below that: their results are not needed any more. */
    void acknowledged(long number) {
        below = Math.max(below, number);
        results.headMap(below).clear();
    }

    void ended(long number, Result result) {
        open.remove(number);
        if (number >= below) {
            results.put(number, result);
        }
    }

    /** The least number that it has no receipt for, as far as is known. */
    public long below() {
        return below;
    }

    /** By number of the publish: the walks under way. */
    public Map<Long, Long> open() {
        return open;
    }

    /** By number of the publish: what has ended. */
    public Map<Long, Result> results() {
        return results;
    }
}
