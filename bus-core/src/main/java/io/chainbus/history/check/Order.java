package io.chainbus.history.check;

import io.chainbus.history.Recorded;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

/** The order of promise P1, worked out from its wording and from nothing else. */
final class Order {

    private final List<Member> members;
    private final Map<String, Integer> byId = new HashMap<>();
    /** By place in {@code members}. */
    private final int[] effective;

    private final List<Set<Integer>> successors = new ArrayList<>();

    private Order(Collection<Member> members) {
        this.members = List.copyOf(members);
        this.effective = new int[members.size()];
        for (int i = 0; i < this.members.size(); i++) {
            byId.put(this.members.get(i).id, i);
            effective[i] = this.members.get(i).priority();
            successors.add(new HashSet<>());
        }
    }

    /**
     * The members as a DESCENDING walk visits them.
     *
     * @param members in the order of registration
     */
    static List<Member> of(Collection<Member> members) {
        Order order = new Order(members);
        order.raisePriorities();
        order.drawConstraints();
        List<Member> placed = new ArrayList<>(members.size());
        for (Recorded.Anchor band :
                new Recorded.Anchor[] {Recorded.Anchor.FIRST, Recorded.Anchor.NONE, Recorded.Anchor.LAST}) {
            order.place(band, placed);
        }
        return placed;
    }

    /** The highest of one's own and of those that one must precede by one's own {@code before}, transitively. */
    private void raisePriorities() {
        boolean raised = true;
        while (raised) {
            raised = false;
            for (int i = 0; i < members.size(); i++) {
                for (String later : members.get(i).before()) {
                    Integer successor = byId.get(later);
                    if (successor != null && effective[successor] > effective[i]) {
                        effective[i] = effective[successor];
                        raised = true;
                    }
                }
            }
        }
    }

    /** Within a band: between bands, the bands decide. Ids that are not registered are ignored. */
    private void drawConstraints() {
        for (int i = 0; i < members.size(); i++) {
            for (String later : members.get(i).before()) {
                draw(i, byId.getOrDefault(later, i));
            }
            for (String earlier : members.get(i).after()) {
                draw(byId.getOrDefault(earlier, i), i);
            }
        }
    }

    private void draw(int earlier, int later) {
        if (earlier != later
                && members.get(earlier).anchor() == members.get(later).anchor()) {
            successors.get(earlier).add(later);
        }
    }

    /** Repeatedly, of those whose predecessors are placed, the highest; among equals the earliest registered. */
    private void place(Recorded.Anchor band, List<Member> placed) {
        Map<Integer, Integer> waitingFor = new LinkedHashMap<>();
        for (int i = 0; i < members.size(); i++) {
            if (members.get(i).anchor() == band) {
                waitingFor.put(i, 0);
            }
        }
        for (int i : List.copyOf(waitingFor.keySet())) {
            successors.get(i).forEach(later -> waitingFor.merge(later, 1, Integer::sum));
        }
        PriorityQueue<Integer> free = new PriorityQueue<>(
                Comparator.comparingInt((Integer i) -> effective[i]).reversed().thenComparing(i -> i));
        waitingFor.forEach((i, predecessors) -> {
            if (predecessors == 0) {
                free.add(i);
            }
        });
        while (!free.isEmpty()) {
            int next = free.remove();
            waitingFor.remove(next);
            placed.add(members.get(next));
            for (int later : successors.get(next)) {
                if (waitingFor.merge(later, -1, Integer::sum) == 0) {
                    free.add(later);
                }
            }
        }
        // Left only by a cycle, which no chain admits: they go behind, so that the rest can still be checked.
        waitingFor.keySet().forEach(i -> placed.add(members.get(i)));
    }
}
