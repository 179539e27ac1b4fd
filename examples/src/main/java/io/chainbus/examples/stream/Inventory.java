package io.chainbus.examples.stream;

import io.chainbus.event.ModulePhase;
import io.chainbus.subscriber.Handler;
import io.chainbus.verdict.Verdict;
import io.chainbus.walk.Visit;
import java.util.HashSet;
import java.util.Set;

/**
 * A subscriber that knows which modules are there. It is told so by the chain and by nothing else, so it is a witness of
 * the order in which events of a module arrive: one that comes twice, or goes without having come, contradicts it.
 *
 * <p>A handler runs in its subscriber's own actor, one call at a time, so nothing here is synchronized. The figures may
 * be read by whoever has seen the receipts of all events: a receipt is given after the visits that it tells of.
 */
final class Inventory implements Handler<String> {

    private final Set<String> present = new HashSet<>();
    private int most;
    private int contradictions;

    @Override
    public Verdict onEvent(Visit<String> visit) {
        boolean changed = visit.phase() == ModulePhase.COMING
                ? present.add(visit.key())
                : visit.phase() == ModulePhase.GOING && present.remove(visit.key());
        if (!changed) {
            contradictions++;
        }
        most = Math.max(most, present.size());
        return Verdict.ok();
    }

    /** How many modules are there. */
    int size() {
        return present.size();
    }

    /** How many modules were there at once, at the most. */
    int most() {
        return most;
    }

    /** How many events contradicted what was known. */
    int contradictions() {
        return contradictions;
    }
}
