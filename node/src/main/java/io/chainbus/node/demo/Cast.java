package io.chainbus.node.demo;

import io.chainbus.node.fleet.Order.Seat;
import java.util.List;
import java.util.Map;

/**
 * Who is on the chain, and where: each node has some, so that every walk goes from node to node and comes by each more than
 * once.
 */
final class Cast {

    static final String CHAIN = "modules";

    private Cast() {}

    /**
     * The subscribers of a node, by its number from 0.
     *
     * @param refused modules that lockdown does not let in
     */
    static List<Seat> of(int node, List<String> refused) {
        return Map.of(
                        0, List.of(first("ftrace", List.of()), Seat.at("tracepoints", 50), observer("auditor")),
                        1, List.of(first("livepatch", List.of("ftrace")), Seat.at("kprobes", 40)),
                        2, List.of(Seat.at("jump_label", 60), refusing("lockdown", refused)))
                .getOrDefault(node, List.of());
    }

    /**
     * The same, for a node that comes back: they want to know what is up. Not lockdown: it has no say about modules that were
     * let in while it was gone, and would not be let onto the chain if it vetoed one.
     */
    static List<Seat> again(int node, List<String> refused) {
        return of(node, refused).stream()
                .map(seat -> new Seat(
                        seat.subscriber(),
                        seat.priority(),
                        seat.anchor(),
                        seat.after(),
                        seat.observer(),
                        seat.refuses().isEmpty(),
                        seat.durable(),
                        seat.refuses()))
                .toList();
    }

    private static Seat first(String subscriber, List<String> after) {
        return new Seat(subscriber, 0, "first", after, false, false, false, List.of());
    }

    private static Seat observer(String subscriber) {
        return new Seat(subscriber, 0, "last", List.of(), true, false, false, List.of());
    }

    private static Seat refusing(String subscriber, List<String> refused) {
        return new Seat(subscriber, 20, "", List.of(), false, false, false, refused);
    }
}
