package io.chainbus.node.bench;

import io.chainbus.node.fleet.Order;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** On which node whose turn it is: what a walk costs depends on how often it has to go from one to another. */
public enum SeatPlan {
    /** All subscribers of a node one after the other: a walk comes to each node once. */
    GROUPED,
    /** After each subscriber it is another node's turn. */
    ALTERNATING;

    private static final int FIRST_PRIORITY = 1_000_000;

    /** What users call it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Those who sit on that node, of so many in all. */
    List<Order.Seat> of(int node, int nodes, int subscribers) {
        List<Order.Seat> seats = new ArrayList<>();
        for (int place = 0; place < subscribers; place++) {
            if (nodeOf(place, nodes, subscribers) == node) {
                seats.add(Order.Seat.at("s" + place, FIRST_PRIORITY - place));
            }
        }
        return seats;
    }

    private int nodeOf(int place, int nodes, int subscribers) {
        return this == GROUPED ? (int) ((long) place * nodes / subscribers) : place % nodes;
    }

    /** A letter for each place, A for the first node's. */
    String pattern(int nodes, int subscribers) {
        StringBuilder letters = new StringBuilder(subscribers);
        for (int place = 0; place < subscribers; place++) {
            letters.append((char) ('A' + nodeOf(place, nodes, subscribers) % 26));
        }
        return letters.toString();
    }
}
