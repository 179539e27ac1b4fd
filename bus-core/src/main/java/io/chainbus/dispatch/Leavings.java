package io.chainbus.dispatch;

import io.chainbus.chain.Member;
import io.chainbus.event.Role;
import io.chainbus.ledger.Ledger;
import io.chainbus.walk.Publication;
import java.util.ArrayList;
import java.util.List;

/** Those who leave and let go first of what they hold. */
final class Leavings<S, T> {

    private final Ledger<T> ledger;
    private final Solos<S, T> solos;
    private final Schedule<T> schedule;
    private final List<Leaving<S, T>> leavings = new ArrayList<>(0);

    Leavings(Ledger<T> ledger, Solos<S, T> solos, Schedule<T> schedule) {
        this.ledger = ledger;
        this.solos = solos;
        this.schedule = schedule;
    }

    void leave(Member<S> member, Leaver leaver) {
        leavings.add(new Leaving<>(schedule, solos, ledger, member, leaver));
    }

    void abandon(Member<S> member) {
        for (Leaving<S, T> leaving : List.copyOf(leavings)) {
            if (leaving.member() == member) {
                leaving.abandon();
                leavings.remove(leaving);
                schedule.reconsider();
            }
        }
    }

    boolean isEmpty() {
        return leavings.isEmpty();
    }

    /** A walk of that key has ended. */
    void ended(String key) {
        for (Leaving<S, T> leaving : leavings) {
            leaving.ended(key);
        }
    }

    /** Whether the publication, whose turn it is, is a release that waits for somebody who leaves to let go of the key. */
    boolean holdBack(Publication<T> publication) {
        return publication.phase().role() == Role.RELEASE && holds(publication.key());
    }

    /** Whether any of them holds the key. */
    boolean holds(String key) {
        for (Leaving<S, T> leaving : leavings) {
            if (leaving.holds(key)) {
                return true;
            }
        }
        return false;
    }

    /** Sees who is through and who goes on. */
    void settle() {
        for (Leaving<S, T> leaving : List.copyOf(leavings)) {
            if (leaving.proceed()) {
                leavings.remove(leaving);
                schedule.reconsider();
            }
        }
    }
}
