package io.chainbus.chain;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The places of durable members that are away (promise P3c), and who is about to take which of them up. */
final class KeptPlaces<S> {

    private final Set<Member<S>> away = new HashSet<>();
    /** By reservation: whose place it is, also if that one has left meanwhile. One at the most for each that is away. */
    private final Map<Member<S>, Member<S>> returning = new HashMap<>();

    void add(Member<S> member) {
        away.add(member);
    }

    void remove(Member<S> member) {
        away.remove(member);
    }

    boolean contains(Member<?> member) {
        return away.contains(member);
    }

    /** Whether it is away and nobody is about to take its place up. */
    boolean isFree(Member<S> member) {
        return away.contains(member) && !returning.containsValue(member);
    }

    void reserve(Member<S> member, Member<S> reservation) {
        returning.put(reservation, member);
    }

    Optional<Member<S>> returning(Member<S> member) {
        return returning.entrySet().stream()
                .filter(entry -> entry.getValue() == member)
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** Whether anybody of that id is about to take up a place, or finds that it is kept no more. */
    boolean anyReturning(String id) {
        return returning.keySet().stream()
                .anyMatch(reservation -> reservation.id().equals(id));
    }

    Optional<Member<S>> resumedBy(Member<S> reservation) {
        return Optional.ofNullable(returning.get(reservation));
    }

    /** Whether that was a reservation of a kept place; it is no more. */
    boolean giveUp(Member<S> reservation) {
        return returning.remove(reservation) != null;
    }

    /**
     * Who is not away any more, if that was a reservation of a kept place.
     *
     * @throws IllegalArgumentException if the place is not kept any more
     */
    Optional<Member<S>> resume(Member<S> reservation) {
        Optional<Member<S>> resumed = Optional.ofNullable(returning.remove(reservation));
        resumed.ifPresent(member -> {
            if (!away.remove(member)) {
                throw new IllegalArgumentException(member + " has left, and its place is kept no more");
            }
        });
        return resumed;
    }
}
