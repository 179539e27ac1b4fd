package io.chainbus.history.check;

import io.chainbus.history.Recorded;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Promises P8 and P3, and what a single walk shows of P6: a walk visits everybody that it comes to, once, and a release
 * exactly the holders. Who was not visited has a line that says that it was leaving or gone.
 */
final class AttendanceRule {

    private AttendanceRule() {}

    static void judge(Account account) {
        twice(account.trail());
        beyondTheEnd(account);
        skippedAndVisited(account);
        notExpected(account);
        if (account.ended()) {
            leftOut(account);
        }
    }

    static void twice(Trail trail) {
        Map<String, Trail.Step> first = new HashMap<>();
        for (Trail.Step visit : trail.visits) {
            Trail.Step earlier = first.putIfAbsent(visit.subscriber(), visit);
            if (earlier != null) {
                trail.broken(Promise.P8, "visits " + visit.subscriber() + " twice", earlier.mark(), visit.mark());
            }
        }
    }

    private static void beyondTheEnd(Account account) {
        Trail.Step stop = account.decisive();
        if (stop == null || !account.decidedBy(Recorded.Verdict.STOP)) {
            return;
        }
        for (Trail.Step visit : account.visits().values()) {
            if (stop.mark().before(visit.mark())) {
                account.trail()
                        .broken(
                                Promise.P8,
                                "visits " + visit.subscriber() + " after " + stop.subscriber() + " stopped it",
                                stop.mark(),
                                visit.mark());
            }
        }
    }

    /** In a vetoed walk the same one may be visited first, and be leaving by the time of the undo. */
    private static void skippedAndVisited(Account account) {
        Trail trail = account.trail();
        if (account.decidedBy(Recorded.Verdict.VETO) || account.endedAs(Recorded.Outcome.VETOED)) {
            return;
        }
        trail.skips.forEach((subscriber, skip) -> {
            Trail.Step visit = account.visits().get(subscriber);
            if (visit != null) {
                trail.broken(Promise.P8, "visits " + subscriber + " and passes it too", skip.mark(), visit.mark());
            }
        });
    }

    private static void notExpected(Account account) {
        Trail trail = account.trail();
        for (Trail.Step visit : account.visits().values()) {
            Member member = visit.member();
            if (member == null || account.expects(member)) {
                continue;
            }
            List<Mark> proof = new ArrayList<>(List.of(account.start().mark(), visit.mark()));
            if (!account.start().up()) {
                trail.broken(Promise.P3, "visits " + member + ", and the key is not up: it has no holders", proof);
                continue;
            }
            if (member.registered != null) {
                proof.add(member.registered);
            }
            trail.broken(Promise.P3, "visits " + member + ", which does not hold the key", proof);
        }
    }

    private static void leftOut(Account account) {
        Trail trail = account.trail();
        int reach = reach(account);
        for (Member member : account.expected()) {
            if (account.start().route().place(member.id, trail.direction()) >= reach) {
                return;
            }
            if (!account.visits().containsKey(member.id) && !trail.skips.containsKey(member.id)) {
                leftOut(account, member);
            }
        }
    }

    /** How many places of the route the walk has come to, by how it ended. */
    private static int reach(Account account) {
        Trail.Step decisive = account.decisive();
        if (decisive != null && account.onRoute(decisive)) {
            return account.place(decisive);
        }
        if (account.endedAs(Recorded.Outcome.COMPLETED) && decisive == null) {
            return Integer.MAX_VALUE;
        }
        return account.visits().values().stream()
                .filter(account::onRoute)
                .mapToInt(account::place)
                .max()
                .orElse(0);
    }

    private static void leftOut(Account account, Member member) {
        Trail trail = account.trail();
        List<Mark> proof = new ArrayList<>(List.of(account.start().mark()));
        if (account.end() != null) {
            proof.add(account.end().mark());
        }
        Mark hold = account.start().holders().get(member);
        if (hold != null) {
            proof.add(hold);
        } else if (member.registered != null) {
            proof.add(member.registered);
        }
        if (trail.isRelease() && !member.observer()) {
            String due = hold == null ? "is registered, as membership = current has it" : "holds the key";
            trail.broken(Promise.P3, "leaves out " + member + ", which " + due, proof);
            return;
        }
        if (neverInAnyRoute(account, member)) {
            trail.broken(
                    Promise.P6, "leaves out " + member + ", which had joined before the event was accepted", proof);
        } else {
            trail.broken(Promise.P8, "leaves out " + member + ", which is on its route", proof);
        }
    }

    /**
     * One visit that is missing is a matter of P8. But where somebody joined a running chain, and no visit says that
     * any route has it, and the steps say that this walk's has not, then joining did not mean being joined.
     */
    private static boolean neverInAnyRoute(Account account, Member member) {
        return !account.trail().isRelease()
                && member.joinedRunning
                && !member.visited
                && member.registered != null
                && member.registered.before(account.trail().publishedAt)
                && Numbering.unbroken(account.trail().visits);
    }
}
