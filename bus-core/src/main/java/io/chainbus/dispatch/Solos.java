package io.chainbus.dispatch;

import io.chainbus.chain.Member;
import io.chainbus.chain.Membership;
import io.chainbus.chain.Places;
import io.chainbus.chain.Route;
import io.chainbus.event.Phase;
import io.chainbus.event.PhaseSet;
import io.chainbus.walk.Cause;
import io.chainbus.walk.Publication;
import io.chainbus.walk.Published;
import io.chainbus.walk.Walk;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** The walks that visit one subscriber alone: their turns, their numbers, and what becomes of them. */
final class Solos<S, T> {

    private final String chain;
    private final PhaseSet phases;
    private final Membership<S> membership;
    private final Schedule<T> schedule;
    private final LongSupplier numbers;

    /** By the number of the walk. */
    private final Map<Long, Errand<T>> open = new HashMap<>();

    Solos(String chain, PhaseSet phases, Membership<S> membership, Schedule<T> schedule, LongSupplier numbers) {
        this.chain = chain;
        this.phases = phases;
        this.membership = membership;
        this.schedule = schedule;
        this.numbers = numbers;
    }

    /** After the walk of its key that is under way, and before the key's next. */
    void insert(Errand<T> errand) {
        schedule.insert(errand);
    }

    Optional<Phase> releaseOf(Phase acquire) {
        return phases.releaseOf(acquire);
    }

    /** A walk that visits that member alone; it is accepted now. */
    Walk<T> walk(Member<S> member, String key, T payload, Phase phase, Cause cause) {
        Publication<T> publication = new Published<>(numbers.getAsLong(), key, payload, phase, cause, receipt -> {});
        return new Walk<>(publication, chain, Places.all(membership.alone(member)));
    }

    /** Lets the walks leave whose turn has come. */
    void depart(Consumer<Solo<S, T>> rail) {
        for (Errand<T> errand = schedule.nextErrand(); errand != null; errand = schedule.nextErrand()) {
            Optional<Walk<T>> begun = errand.begin();
            if (begun.isEmpty()) {
                schedule.ended(errand.key());
                continue;
            }
            Walk<T> walk = begun.get();
            open.put(walk.id(), errand);
            rail.accept(new Solo<>(routeOf(walk), walk, walk.undoing()));
        }
    }

    @SuppressWarnings("unchecked") // made in walk(), of this membership's members
    private Route<S> routeOf(Walk<T> walk) {
        return (Route<S>) walk.route();
    }

    /** Whether that walk was one of these, and has been dealt with. */
    boolean ended(Walk<T> walk) {
        Errand<T> errand = open.isEmpty() ? null : open.remove(walk.id());
        if (errand == null) {
            return false;
        }
        errand.ended(walk);
        schedule.ended(errand.key());
        return true;
    }

    int open() {
        return open.size();
    }
}
