package io.chainbus.history.check;

import java.util.ArrayList;
import java.util.List;

/** Promise P1: a walk's visits come in the order of its route, and it delivers its own phase. */
final class OrderRule {

    private OrderRule() {}

    static void judge(Account account) {
        order(account);
        phase(account);
    }

    private static void order(Account account) {
        List<Mark> inversions = new ArrayList<>();
        String first = "";
        Trail.Step before = null;
        for (Trail.Step visit : account.visits().values()) {
            if (!account.onRoute(visit) || account.trail().isLate(visit)) {
                continue;
            }
            if (before != null && account.place(before) > account.place(visit)) {
                if (inversions.isEmpty()) {
                    first = before.subscriber() + " before " + visit.subscriber();
                }
                inversions.add(before.mark());
                inversions.add(visit.mark());
            }
            before = visit;
        }
        Trail trail = account.trail();
        if (!inversions.isEmpty()) {
            String mirror = trail.isRelease() ? ", so that it is not the mirror of P3" : "";
            trail.broken(
                    Promise.P1,
                    "visits " + first + ", and " + trail.direction() + " they stand the other way round" + mirror,
                    inversions);
        }
    }

    /** The phase is what has the direction. */
    static void phase(Account account) {
        Trail trail = account.trail();
        for (Trail.Step visit : account.visits().values()) {
            if (!visit.turn().phase().equals(trail.published.phase())) {
                trail.broken(
                        Promise.P1,
                        "delivers " + visit.turn().phase() + " to " + visit.subscriber(),
                        trail.publishedAt,
                        visit.mark());
            }
        }
    }
}
