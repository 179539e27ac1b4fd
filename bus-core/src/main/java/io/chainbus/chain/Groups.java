package io.chainbus.chain;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Members by something they have in common, in each group the earliest registered first. No group is empty. */
final class Groups<K, S> {

    final Map<K, Set<Member<S>>> groups = new HashMap<>();

    Set<Member<S>> of(K key) {
        return groups.getOrDefault(key, Set.of());
    }

    /** Adds a member that registered later than all in the group. */
    void add(K key, Member<S> member) {
        groups.computeIfAbsent(key, absent -> new LinkedHashSet<>(2)).add(member);
    }

    void remove(K key, Member<S> member) {
        groups.computeIfPresent(key, (same, group) -> {
            group.remove(member);
            return group.isEmpty() ? null : group;
        });
    }
}
