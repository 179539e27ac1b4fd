package io.chainbus.explain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * A longest ascending subsequence of ranks that are given one by one, all different: those that need not move. Among
 * several longest ones it has as many as possible of those that are preferred. In O(n log n): a Fenwick tree over the
 * ranks has the best subsequence that ends at or below each.
 */
final class KeptOrder {

    private static final int NONE = -1;

    /** By node of the tree: the index of the best end of a subsequence in its range, or {@link #NONE}. */
    private final int[] best;

    private final List<Step> steps = new ArrayList<>();
    /** More than all preferences together can weigh. */
    private final long length;

    /** The last one of a subsequence: what that weighs, and the index of the one before, or {@link #NONE}. */
    private record Step(long weight, int before) {}

    KeptOrder(int ranks, int steps) {
        this.best = new int[ranks + 1];
        Arrays.fill(best, NONE);
        this.length = steps + 1L;
    }

    /** @param rank from 0, lower than the number of ranks */
    void add(int rank, boolean preferred) {
        int before = NONE;
        for (int node = rank; node > 0; node -= node & -node) {
            before = better(before, best[node]);
        }
        int index = steps.size();
        steps.add(new Step(weight(before) + length + (preferred ? 1 : 0), before));
        for (int node = rank + 1; node < best.length; node += node & -node) {
            best[node] = better(best[node], index);
        }
    }

    private int better(int one, int other) {
        return weight(other) > weight(one) ? other : one;
    }

    private long weight(int index) {
        return index == NONE ? 0 : steps.get(index).weight();
    }

    /** The indices of those kept, counted from 0 in the order in which they were added. */
    List<Integer> kept() {
        int end = NONE;
        for (int index = 0; index < steps.size(); index++) {
            end = better(end, index);
        }
        List<Integer> kept = new ArrayList<>();
        for (int index = end; index != NONE; index = steps.get(index).before()) {
            kept.add(index);
        }
        Collections.reverse(kept);
        return kept;
    }
}
