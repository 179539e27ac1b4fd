package io.chainbus.node.fleet;

import io.chainbus.coordinator.ChainProtocol;
import io.chainbus.event.ModulePhase;
import io.chainbus.verdict.Verdict;
import io.chainbus.walk.Cause;
import io.chainbus.walk.Visit;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A subscriber's handler, which keeps its own account of what it holds: whatever the chain says, it knows when it is given
 * something twice, or is to let go of what it does not have. One subscriber's visits write it, any thread reads it.
 */
final class Account {

    private final String subscriber;
    private final Set<String> refuses;
    private final Queue<String> complaints;
    private final Set<String> held = ConcurrentHashMap.newKeySet();

    /** @param complaints where it says what must not be */
    Account(String subscriber, List<String> refuses, Queue<String> complaints) {
        this.subscriber = subscriber;
        this.refuses = Set.copyOf(refuses);
        this.complaints = complaints;
    }

    Verdict onEvent(Visit<String> visit) {
        String key = visit.key();
        if (visit.walkPhase() != ModulePhase.COMING && visit.walkPhase() != ModulePhase.GOING) {
            return Verdict.ok();
        }
        if (visit.acquires()) {
            return comes(key, visit.cause());
        }
        if (!held.remove(key)) {
            complaints.add(
                    subscriber + " was to let go of " + key + " (" + visit.cause() + "), which it does not hold");
        }
        return Verdict.ok();
    }

    private Verdict comes(String key, Cause cause) {
        if (refuses.contains(key)) {
            return Verdict.veto("its signature is not known");
        }
        if (!held.add(key)) {
            complaints.add(subscriber + " was given " + key + " (" + cause + "), which it holds already");
        }
        return Verdict.ok();
    }

    /** It has come back, and holds what it held when it went, which another life of it knew of. */
    void resumes(List<ChainProtocol.Hold> holds) {
        holds.stream()
                .filter(hold -> hold.phase().name().equals(ModulePhase.COMING.name()))
                .map(ChainProtocol.Hold::key)
                .forEach(held::add);
    }

    int size() {
        return held.size();
    }
}
