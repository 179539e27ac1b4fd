package io.chainbus.chain;

import java.util.AbstractList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/**
 * The members of a chain at one version, in order. Immutable, and safe to share between threads: walks under way
 * keep theirs while the membership goes on.
 *
 * <p>Iterating visits in DESCENDING order, which is the order of the indices, from 0.
 */
public final class Route<S> implements Iterable<Member<S>> {

    private final long version;
    private final List<Member<S>> members;
    private final boolean anyObserver;
    /** Who stood behind each of the members when this was made. */
    private final List<S> subscribers;

    /**
     * Made when first asked for. Without synchronization: the map is immutable, so a thread sees either none or a
     * whole one, and at worst some threads make the same map again.
     */
    private @Nullable Map<Member<S>, Integer> indices;

    /** A membership of that version, whose members are these. */
    static <S> Route<S> taken(long version, List<Member<S>> members) {
        return new Route<>(
                version,
                List.copyOf(members),
                members.stream().map(Member::subscriber).toList());
    }

    /**
     * A route as some membership made it, somewhere else or before: those members in that order.
     *
     * @param version of that membership
     * @param subscribers who stands behind each of the members
     * @throws IllegalArgumentException if there are more or fewer of these
     */
    public static <S> Route<S> of(long version, List<Member<S>> members, List<S> subscribers) {
        if (members.size() != subscribers.size()) {
            throw new IllegalArgumentException(members.size() + " members, and " + subscribers.size() + " subscribers");
        }
        return new Route<>(version, List.copyOf(members), List.copyOf(subscribers));
    }

    private Route(long version, List<Member<S>> members, List<S> subscribers) {
        this.version = version;
        this.members = members;
        this.anyObserver = members.stream().anyMatch(Member::observer);
        this.subscribers = subscribers;
    }

    /** The version of the membership that this was taken from. */
    public long version() {
        return version;
    }

    public int size() {
        return members.size();
    }

    public boolean isEmpty() {
        return members.isEmpty();
    }

    /** Whether any of the members observes. */
    public boolean anyObserver() {
        return anyObserver;
    }

    /**
     * The member at a place of the DESCENDING order.
     *
     * @throws IndexOutOfBoundsException if {@code index} is not from 0 to {@code size() - 1}
     */
    public Member<S> member(int index) {
        return members.get(index);
    }

    /**
     * Who stands at that place as far as walks on this route are concerned: whoever comes back to a member's place is
     * there on routes that are made from then on.
     *
     * @throws IndexOutOfBoundsException if {@code index} is not from 0 to {@code size() - 1}
     */
    public S subscriber(int index) {
        return subscribers.get(index);
    }

    /** The member's place in the DESCENDING order, or -1 if it is not on this route. In constant time. */
    public int indexOf(Member<?> member) {
        Map<Member<S>, Integer> known = indices;
        if (known == null) {
            known = index();
            indices = known;
        }
        return known.getOrDefault(member, -1);
    }

    private Map<Member<S>, Integer> index() {
        Map<Member<S>, Integer> byMember = new HashMap<>();
        for (int index = 0; index < members.size(); index++) {
            byMember.put(members.get(index), index);
        }
        return Map.copyOf(byMember);
    }

    /** The members, first to last. Immutable. */
    public List<Member<S>> descending() {
        return members;
    }

    /** The members, last to first: the exact mirror. Immutable; a view, made in constant time. */
    public List<Member<S>> ascending() {
        return new Mirror<>(members);
    }

    @Override
    public Iterator<Member<S>> iterator() {
        return members.iterator();
    }

    @Override
    public String toString() {
        return "version " + version + ": " + members;
    }

    private static final class Mirror<E> extends AbstractList<E> implements RandomAccess {

        private final List<E> list;

        Mirror(List<E> list) {
            this.list = list;
        }

        @Override
        public E get(int index) {
            return list.get(list.size() - 1 - index);
        }

        @Override
        public int size() {
            return list.size();
        }
    }
}
