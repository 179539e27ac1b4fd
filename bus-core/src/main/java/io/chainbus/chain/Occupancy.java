package io.chainbus.chain;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which priorities and bands are taken, and by whom. */
final class Occupancy<S> {

    /** A priority counts within its band only: the bands are ordered anyway. */
    record Place(Anchor anchor, int priority) {

        static Place of(Member<?> member) {
            return new Place(member.position().anchor(), member.position().priority());
        }
    }

    /** Invariant: who asked for a unique priority is alone in its group. */
    final Groups<Place, S> priorities = new Groups<>();

    /** The members of FIRST and of LAST. Invariant: a constraint of one of the two orders each pair of a band. */
    final Groups<Anchor, S> bands = new Groups<>();

    void add(Member<S> member) {
        priorities.add(Place.of(member), member);
        if (isAnchored(member)) {
            bands.add(member.position().anchor(), member);
        }
    }

    void remove(Member<S> member) {
        priorities.remove(Place.of(member), member);
        bands.remove(member.position().anchor(), member);
    }

    /** Why {@code newcomer} finds its place taken, if it does. */
    Optional<RegistrationRefusal> refusal(Member<S> newcomer) {
        return priorityTaken(newcomer).or(() -> bandTaken(newcomer));
    }

    private Optional<RegistrationRefusal> priorityTaken(Member<S> newcomer) {
        Position position = newcomer.position();
        return priorities.of(Place.of(newcomer)).stream()
                .findFirst()
                .filter(holder -> position.unique() || holder.position().unique())
                .map(holder -> new RegistrationRefusal.PriorityTaken(newcomer.id(), position.priority(), holder.id()));
    }

    /**
     * A band's members are ordered pair by pair, not by way of others, so that the order survives when anyone leaves:
     * were c behind b and b behind a enough, then b's leaving would leave a and c without an order, with nobody to
     * refuse.
     */
    private Optional<RegistrationRefusal> bandTaken(Member<S> newcomer) {
        Anchor anchor = newcomer.position().anchor();
        Set<Member<S>> band = bands.of(anchor);
        List<String> unordered = band.stream()
                .filter(member -> !names(newcomer, member) && !names(member, newcomer))
                .map(Member::id)
                .toList();
        return unordered.isEmpty()
                ? Optional.empty()
                : Optional.of(new RegistrationRefusal.BandTaken(newcomer.id(), anchor, unordered));
    }

    private static boolean names(Member<?> one, Member<?> other) {
        return one.position().before().contains(other.id())
                || one.position().after().contains(other.id());
    }

    private static boolean isAnchored(Member<?> member) {
        return member.position().anchor() != Anchor.NONE;
    }
}
