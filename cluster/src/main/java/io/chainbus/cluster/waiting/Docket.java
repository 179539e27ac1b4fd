package io.chainbus.cluster.waiting;

import io.chainbus.cluster.wire.Waiting;
import io.chainbus.waiting.Awaited;
import io.chainbus.waiting.Wait;
import io.chainbus.waiting.WaitGraph;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The waits of all nodes, and what is to be asked before one is refused. That a wait has ended is told by a message, which
 * may be under way when another wait seems to close a circle: so those on the circle are asked first, and only when all of
 * them waited at one and the same time, after the last of them had begun, is the circle believed.
 *
 * <pre>
 *   begun ──► no circle: in the graph ◄─────────────┐
 *     │                                             │ one of the circle has ended
 *     └─────► a circle: suspected, asks the others ─┤
 *                                                   └─► all wait: refused
 * </pre>
 *
 * <p>Not thread-safe.
 */
final class Docket {

    /** A wait of a node. */
    record Id(long node, long number) {}

    /** Carries out what is decided. */
    interface Usher {

        /** Asks a node whether those of its waits last at this moment. */
        void ask(long node, long round, List<Long> numbers);

        /** Tells a wait's node that it closes that circle. */
        void refuse(Id wait, List<Waiting> circle);
    }

    private record Known(Id id, Waiting waiting) {}

    /** A wait that is out of the graph, since it seems to close a circle. */
    private static final class Suspicion {
        final long round;
        final List<Wait> circle;
        final Set<Wait> unconfirmed;

        Suspicion(long round, List<Wait> circle) {
            this.round = round;
            this.circle = circle;
            this.unconfirmed = new HashSet<>(circle.subList(1, circle.size()));
        }
    }

    private final Usher usher;
    private final WaitGraph graph = new WaitGraph();
    private final Map<Id, Wait> waits = new HashMap<>();
    private final Map<Wait, Known> known = new HashMap<>();
    /** By the wait that is out of the graph meanwhile. */
    private final Map<Wait, Suspicion> suspicions = new LinkedHashMap<>();

    private long lastRound;

    Docket(Usher usher) {
        this.usher = usher;
    }

    /** A handler waits; or waits still, perhaps for more than was known. */
    void begun(long node, Waiting waiting) {
        Id id = new Id(node, waiting.number());
        Wait wait = waits.get(id);
        if (wait == null) {
            wait = waiting.inGraph();
            waits.put(id, wait);
            known.put(wait, new Known(id, waiting));
            admit(wait);
            return;
        }
        if (waiting.awaited() instanceof Awaited.OfAll && wait.awaited() instanceof Awaited.OfKey of) {
            graph.heldBack(of.chain(), of.key()).forEach(this::suspect);
        }
        Suspicion suspicion = suspicions.get(wait);
        if (suspicion != null) {
            ask(suspicion);
        }
    }

    private void admit(Wait wait) {
        graph.add(wait).ifPresent(this::suspect);
    }

    private void suspect(List<Wait> circle) {
        Suspicion suspicion = new Suspicion(++lastRound, circle);
        Wait wait = circle.get(0);
        suspicions.put(wait, suspicion);
        if (suspicion.unconfirmed.isEmpty()) {
            refuse(wait, suspicion);
        } else {
            ask(suspicion);
        }
    }

    private void ask(Suspicion suspicion) {
        Map<Long, List<Long>> byNode = new TreeMap<>();
        for (Wait wait : suspicion.unconfirmed) {
            Id id = of(wait).id();
            byNode.computeIfAbsent(id.node(), unused -> new ArrayList<>()).add(id.number());
        }
        byNode.forEach((node, numbers) -> usher.ask(node, suspicion.round, numbers));
    }

    private Known of(Wait wait) {
        Known one = known.get(wait);
        if (one == null) {
            throw new IllegalStateException("not known: " + wait);
        }
        return one;
    }

    private void refuse(Wait wait, Suspicion suspicion) {
        Known refused = of(wait);
        List<Waiting> circle =
                suspicion.circle.stream().map(each -> of(each).waiting()).toList();
        forget(refused.id(), wait);
        usher.refuse(refused.id(), circle);
    }

    private void forget(Id id, Wait wait) {
        waits.remove(id);
        known.remove(wait);
        suspicions.remove(wait);
        graph.remove(wait);
    }

    /** Somebody who was asked waits still. */
    void still(long node, long round, long number) {
        Wait wait = waits.get(new Id(node, number));
        for (Map.Entry<Wait, Suspicion> each : List.copyOf(suspicions.entrySet())) {
            Suspicion suspicion = each.getValue();
            if (suspicion.round == round && suspicion.unconfirmed.remove(wait) && suspicion.unconfirmed.isEmpty()) {
                refuse(each.getKey(), suspicion);
                // Circles that went through it are none any more.
                reconsider(each.getKey());
            }
        }
    }

    /** A wait has ended. */
    void over(long node, long number) {
        Id id = new Id(node, number);
        Wait wait = waits.get(id);
        if (wait != null) {
            forget(id, wait);
            reconsider(wait);
        }
    }

    /** Those who seemed to close a circle with that one, which is no more. */
    private void reconsider(Wait gone) {
        List<Wait> again = new ArrayList<>(0);
        suspicions.forEach((wait, suspicion) -> {
            if (suspicion.circle.contains(gone)) {
                again.add(wait);
            }
        });
        again.forEach(suspicions::remove);
        again.forEach(this::admit);
    }

    /** That node is gone, and nobody waits there. */
    void nodeGone(long node) {
        List.copyOf(waits.keySet()).stream().filter(id -> id.node() == node).forEach(id -> over(node, id.number()));
    }

    /** How many wait, as far as is known. */
    int size() {
        return waits.size();
    }
}
