package io.chainbus.dispatch;

import io.chainbus.chain.Admission;
import io.chainbus.chain.Candidate;
import io.chainbus.chain.Member;
import io.chainbus.chain.Membership;
import io.chainbus.chain.RegistrationRefusal;
import io.chainbus.event.Role;
import io.chainbus.ledger.Acquisition;
import io.chainbus.ledger.Ledger;
import io.chainbus.walk.Publication;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Those who join and are told first what is up. Once somebody has been told all that was up when it asked, acquires are
 * held back until those under way have ended and all has been told: else a busy chain would never let it in.
 */
final class Joinings<S, T> {

    private final Membership<S> membership;
    private final Ledger<T> ledger;
    private final Solos<S, T> solos;
    private final Absences<S, T> absences;
    private final List<Joining<S, T>> joinings = new ArrayList<>();
    private long begun;

    Joinings(Membership<S> membership, Ledger<T> ledger, Solos<S, T> solos, Absences<S, T> absences) {
        this.membership = membership;
        this.ledger = ledger;
        this.solos = solos;
        this.absences = absences;
    }

    Admission<S> join(Candidate<S> candidate, boolean told, Consumer<JoinReply<S>> receiver) {
        Admission<S> admission = membership.reserve(candidate);
        if (admission instanceof Admission.Admitted<S> reserved) {
            add(reserved.member(), told, true, receiver);
        }
        return admission;
    }

    void tell(Member<S> reservation, boolean told, Consumer<JoinReply<S>> receiver) {
        add(reservation, told, false, receiver);
    }

    private void add(Member<S> reservation, boolean told, boolean granted, Consumer<JoinReply<S>> receiver) {
        Arrival<S, T> arrival = membership
                .resumedBy(reservation)
                .<Arrival<S, T>>map(kept -> new Return<>(kept, told, ledger, absences))
                .orElseGet(() -> new Arrival.Newcomer<>(ledger));
        begun++;
        joinings.add(new Joining<>(solos, reservation, arrival, ledger.all(), granted, receiver));
    }

    void grant(Member<S> reservation) {
        of(reservation).forEach(Joining::grant);
    }

    void withdraw(Member<S> reservation, RegistrationRefusal why) {
        of(reservation).forEach(joining -> joining.withdraw(why));
    }

    private Stream<Joining<S, T>> of(Member<S> reservation) {
        return joinings.stream().filter(joining -> joining.reservation() == reservation);
    }

    void abandon(Member<S> reservation) {
        of(reservation).forEach(Joining::abandon);
    }

    boolean isEmpty() {
        return joinings.isEmpty();
    }

    /** How many have ever begun to join. */
    long begun() {
        return begun;
    }

    /** How many of them are through, or do not join after all. */
    long over() {
        return begun - joinings.size();
    }

    void cameUp(Acquisition<T> acquisition) {
        joinings.forEach(joining -> joining.cameUp(acquisition));
    }

    void wentDown(String key) {
        joinings.forEach(joining -> joining.wentDown(key));
    }

    /**
     * Whether the publication, whose turn it is, waits for somebody who joins: a release for who holds the key already, to
     * find that one among the others; any for who is still to be told that the key has come up.
     */
    boolean holdBack(Publication<T> publication) {
        return holdBack(publication.key(), publication.phase().role() == Role.RELEASE);
    }

    boolean holdBack(String key, boolean release) {
        for (Joining<S, T> joining : joinings) {
            if (joining.awaits(key) || (release && joining.holds(key))) {
                return true;
            }
        }
        return false;
    }

    /**
     * Sees who is through and who goes on. Whoever begins to join as another one hears that it is through is for the next
     * time.
     *
     * @param acquiresUnderWay whether any are
     * @return whether acquires are to be held back
     */
    boolean settle(boolean acquiresUnderWay) {
        boolean hold = false;
        for (Joining<S, T> joining : List.copyOf(joinings)) {
            Optional<RegistrationRefusal> refused = joining.refused();
            if (refused.isPresent()) {
                joinings.remove(joining);
                membership.giveUp(joining.reservation());
                joining.over(refused.get());
            } else if (joining.through(acquiresUnderWay) && joining.mayEnter()) {
                joinings.remove(joining);
                joining.entered(membership.confirm(joining.reservation()));
            } else {
                joining.proceed();
                hold |= joining.nearlyTold();
            }
        }
        return hold;
    }
}
