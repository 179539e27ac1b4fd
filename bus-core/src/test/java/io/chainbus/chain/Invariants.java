package io.chainbus.chain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * What is always true of a membership's inside: the oracle that all tests of this package share. The model test asks it
 * hundreds of thousands of times, so it compares first and describes only what differs.
 */
final class Invariants {

    private Invariants() {}

    static <S> void check(Membership<S> membership) {
        List<Member<S>> members = checkLinks(membership.list);
        equal("size", membership.size(), members.size());
        checkIndices(membership, members);
        if (membership.list.isInOrder()) {
            checkOrder(membership, members);
        }
    }

    /** Both ways through the links; the members in DESCENDING order. */
    private static <S> List<Member<S>> checkLinks(ChainList<S> list) {
        equal("before the head", list.head.prev, list.head);
        equal("behind the tail", list.tail.next, list.tail);
        List<Member<S>> members = new ArrayList<>();
        Link<S> link = list.head;
        while (link.next instanceof Node<S> node) {
            equal("the link back", node.prev, link);
            equal("the node of the member", node.member.node, node);
            equal("linked", node.isLinked(), true);
            members.add(node.member);
            link = node;
        }
        equal("the end", link.next, list.tail);
        equal("back from the tail", list.tail.prev, link);

        equal("descending", listOf(list.descending()), members);
        List<Member<S>> mirror = new ArrayList<>(members);
        Collections.reverse(mirror);
        equal("ascending", listOf(list.ascending()), mirror);
        return members;
    }

    /** Each map as it would be if the members had just been added to it one by one. */
    private static <S> void checkIndices(Membership<S> membership, List<Member<S>> members) {
        Map<String, Member<S>> byId = new HashMap<>();
        Map<String, Set<Member<S>>> beforeIt = new HashMap<>();
        Map<String, Set<Member<S>>> afterIt = new HashMap<>();
        Map<Occupancy.Place, Set<Member<S>>> priorities = new HashMap<>();
        Map<Anchor, Set<Member<S>>> bands = new HashMap<>();
        for (Member<S> member : members) {
            Position position = member.position();
            byId.put(member.id(), member);
            position.before().forEach(id -> group(beforeIt, id).add(member));
            position.after().forEach(id -> group(afterIt, id).add(member));
            group(priorities, new Occupancy.Place(position.anchor(), position.priority()))
                    .add(member);
            if (position.anchor() != Anchor.NONE) {
                group(bands, position.anchor()).add(member);
            }
        }
        equal("who is registered", membership.constraints.registered, byId);
        equal("who declared before", membership.constraints.beforeIt.groups, beforeIt);
        equal("who declared after", membership.constraints.afterIt.groups, afterIt);
        equal("priorities", membership.occupancy.priorities.groups, priorities);
        equal("bands", membership.occupancy.bands.groups, bands);
    }

    private static <K, S> Set<Member<S>> group(Map<K, Set<Member<S>>> groups, K key) {
        return groups.computeIfAbsent(key, absent -> new LinkedHashSet<>());
    }

    /** That the list, however it came about, stands as the order function has it, and that the index of runs is right. */
    private static <S> void checkOrder(Membership<S> membership, List<Member<S>> members) {
        List<Ordering.Placed<S>> order = Ordering.of(membership.list.ascending(), membership.constraints);
        equal(
                "the list and the order function",
                members,
                order.stream().map(Ordering.Placed::member).toList());

        NavigableMap<Long, Link<S>> runEnds = new TreeMap<>();
        runEnds.put(Rank.FIRST, membership.list.head);
        long run = Rank.FIRST;
        for (Ordering.Placed<S> placed : order) {
            Node<S> node = placed.member().node;
            run = Math.min(run, placed.rank());
            equal("run", node.run, run);
            runEnds.put(run, node);
        }
        equal("the end of each run", membership.list.runEnds, runEnds);
    }

    private static <E> List<E> listOf(Iterable<E> elements) {
        List<E> list = new ArrayList<>();
        elements.forEach(list::add);
        return list;
    }

    private static void equal(String what, Object actual, Object expected) {
        if (!actual.equals(expected)) {
            assertThat(actual).as(what).isEqualTo(expected);
        }
    }
}
