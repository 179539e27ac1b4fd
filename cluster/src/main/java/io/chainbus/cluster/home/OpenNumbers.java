package io.chainbus.cluster.home;

import io.chainbus.cluster.wire.Horizon;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The numbers of the walks that have been accepted and have not ended, as agents are told of them. Not thread-safe. */
final class OpenNumbers {

    /** So many may be named one by one: those that take much longer than those around them. */
    private static final int STRAGGLERS = 32;

    /** So many end before it is said anew. */
    private static final int STEP = 64;

    /** In the order of acceptance, so in growing order. */
    private final Set<Long> open = new LinkedHashSet<>();

    private long next = 1;
    private int endedSince;
    private Horizon latest = Horizon.NONE;

    /** That walk has been accepted; numbers grow. */
    void accepted(long walk) {
        open.add(walk);
        next = walk + 1;
    }

    /** That walk has ended, and nobody will ever ask for it again. */
    void ended(long walk) {
        if (open.remove(walk)) {
            endedSince++;
        }
    }

    /** What may be forgotten; now and then it is a little behind. */
    Horizon horizon() {
        if (endedSince < STEP && !(open.isEmpty() && endedSince > 0)) {
            return latest;
        }
        endedSince = 0;
        List<Long> stragglers = new ArrayList<>();
        Iterator<Long> oldest = open.iterator();
        long below = next;
        while (oldest.hasNext()) {
            long walk = oldest.next();
            if (stragglers.size() == STRAGGLERS) {
                below = walk;
                break;
            }
            stragglers.add(walk);
        }
        latest = new Horizon(below, stragglers);
        return latest;
    }
}
