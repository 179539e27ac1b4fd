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
import io.chainbus.walk.Walk;
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
    private final List<Joining<S, T>> joinings = new ArrayList<>();

    Joinings(Membership<S> membership, Ledger<T> ledger, Solos<S, T> solos) {
        this.membership = membership;
        this.ledger = ledger;
        this.solos = solos;
    }

    Admission<S> join(Candidate<S> candidate, Consumer<JoinReply<S>> receiver) {
        Admission<S> admission = membership.reserve(candidate);
        if (admission instanceof Admission.Admitted<S> reserved) {
            joinings.add(new Joining<>(solos, reserved.member(), ledger.all(), true, receiver));
        }
        return admission;
    }

    void tell(Member<S> reservation, Consumer<JoinReply<S>> receiver) {
        joinings.add(new Joining<>(solos, reservation, ledger.all(), false, receiver));
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

    int size() {
        return joinings.size();
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
        boolean release = publication.phase().role() == Role.RELEASE;
        for (Joining<S, T> joining : joinings) {
            if (joining.awaits(publication.key()) || (release && joining.holds(publication.key()))) {
                return true;
            }
        }
        return false;
    }

    /**
     * Sees who is through and who goes on.
     *
     * @param acquiresUnderWay whether any are
     * @return whether acquires are to be held back
     */
    boolean settle(boolean acquiresUnderWay) {
        boolean hold = false;
        for (Joining<S, T> joining : List.copyOf(joinings)) {
            Optional<RegistrationRefusal> refused = joining.refused();
            if (refused.isPresent()) {
                membership.giveUp(joining.reservation());
                over(joining, new JoinReply.NotJoined<>(joining.reservation(), refused.get()));
            } else if (joining.told() && !acquiresUnderWay && joining.mayEnter()) {
                Admission.Admitted<S> admitted = membership.confirm(joining.reservation());
                for (Walk<T> walk : joining.held()) {
                    ledger.holds(walk.key(), walk.phase(), admitted.member());
                }
                over(joining, new JoinReply.Joined<>(admitted));
            } else {
                joining.proceed();
                hold |= joining.nearlyTold();
            }
        }
        return hold;
    }

    private void over(Joining<S, T> joining, JoinReply<S> reply) {
        joinings.remove(joining);
        joining.over();
        joining.receiver().accept(reply);
    }
}
