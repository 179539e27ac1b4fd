package io.chainbus.dispatch;

import io.chainbus.chain.Member;
import io.chainbus.chain.Membership;
import io.chainbus.ledger.Acquisition;
import io.chainbus.ledger.Ledger;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Durable subscribers that are away (promise P3c): they keep their places and their holds, walks visit them and their
 * policies answer, until they come back or their window has passed.
 *
 * <pre>
 *              begin            resumed
 *   present ──────────► away ────────────► present
 *                        │ window passed, and nobody is coming back
 *                        └───────────────► left
 * </pre>
 *
 * <p>Who comes back is let in when the walks are over that were under way when it went: whatever it had done in those has
 * come to something by then. In those that have departed since, its policy answers to their ends. So what it is said to
 * hold when it comes back is exact.
 *
 * <p>Time is the caller's: it says when a window has passed. Not thread-safe.
 */
public final class Absences<S, T> {

    /** What is not over of an absence. */
    private static final class Absence {
        /** Keys whose walks were under way when it began, and have not ended. */
        final Set<String> unsettled;
        /** Keys whose release has departed since, and has not ended: its policy has answered, or will. */
        final Set<String> releasing = new HashSet<>(0);

        boolean windowPassed;

        Absence(Set<String> unsettled) {
            this.unsettled = unsettled;
        }
    }

    private final Membership<S> membership;
    private final Ledger<T> ledger;
    private final Schedule<T> schedule;
    private final Map<Member<S>, Absence> absences = new HashMap<>(0);

    Absences(Membership<S> membership, Ledger<T> ledger, Schedule<T> schedule) {
        this.membership = membership;
        this.ledger = ledger;
        this.schedule = schedule;
    }

    /** A durable member is away from now on. */
    public void begin(Member<S> member) {
        membership.goesAway(member);
        absences.put(member, new Absence(schedule.underWay()));
    }

    /**
     * The window of one that is away has passed.
     *
     * @return whether it has {@linkplain #overdue left} by that; if it is about to come back, that decides
     */
    public boolean windowPassed(Member<S> member) {
        Absence absence = absences.get(member);
        if (absence != null) {
            absence.windowPassed = true;
        }
        return overdue(member);
    }

    /** Whether one is away whose window has passed, and nobody is coming back for it: it has left. */
    public boolean overdue(Member<S> member) {
        Absence absence = absences.get(member);
        return absence != null
                && absence.windowPassed
                && membership.returning(member).isEmpty();
    }

    /** It has left: it is not away any more, but gone. */
    public void left(Member<S> member) {
        absences.remove(member);
    }

    /** It is back. What it holds, the oldest first. */
    List<Acquisition<T>> end(Member<S> member) {
        Absence absence = absences.remove(member);
        List<Acquisition<T>> held = ledger.allHeldBy(member);
        if (absence != null) {
            held.removeIf(acquisition -> absence.releasing.contains(acquisition.key()));
        }
        return held;
    }

    /** Whether all is over that was under way when it went. */
    boolean settled(Member<S> member) {
        Absence absence = absences.get(member);
        return absence == null || absence.unsettled.isEmpty();
    }

    /** Whether nobody is away. */
    boolean isEmpty() {
        return absences.isEmpty();
    }

    /** A release of that key departs. */
    void releases(String key) {
        for (Absence absence : absences.values()) {
            absence.releasing.add(key);
        }
    }

    /** A walk of that key has ended. */
    void ended(String key) {
        for (Absence absence : absences.values()) {
            absence.unsettled.remove(key);
            absence.releasing.remove(key);
        }
    }
}
