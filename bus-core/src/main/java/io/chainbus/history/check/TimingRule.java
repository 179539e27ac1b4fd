package io.chainbus.history.check;

import io.chainbus.history.Recorded;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Promise P2: within a walk, its undo included, handlers do not overlap. Times are compared on one node only, since
 * they mean nothing between nodes. A visit that was given its verdict by its deadline may still be under way.
 */
final class TimingRule {

    private TimingRule() {}

    static void judge(Account account) {
        Trail trail = account.trail();
        List<Trail.Step> steps = new ArrayList<>(account.visits().values());
        steps.addAll(trail.undone);
        steps.sort(Comparator.comparingLong(step -> step.mark().number()));
        Map<String, Trail.Step> latestOnNode = new HashMap<>();
        for (Trail.Step step : steps) {
            if (step.turn().to() < step.turn().from()) {
                trail.broken(Promise.P2, "has a visit of " + step.subscriber() + " end before it begins", step.mark());
                continue;
            }
            Trail.Step latest = latestOnNode.get(step.mark().stamp().node());
            if (latest != null && step.turn().from() < latest.turn().to()) {
                tooEarly(trail, latest, step);
            }
            if (step.turn().source() != Recorded.Source.DEADLINE
                    && (latest == null || step.turn().to() > latest.turn().to())) {
                latestOnNode.put(step.mark().stamp().node(), step);
            }
        }
        if (!trail.hasBroken(Promise.P1, Promise.P2)) {
            keepsToItsWalk(account);
        }
    }

    /** Two visits whose lines were exchanged are a matter of order, if that has been said; at once is at once. */
    private static void tooEarly(Trail trail, Trail.Step earlier, Trail.Step step) {
        boolean atOnce = step.turn().to() > earlier.turn().from();
        if (atOnce) {
            trail.broken(
                    Promise.P2,
                    "visits " + earlier.subscriber() + " and " + step.subscriber() + " at the same time",
                    earlier.mark(),
                    step.mark());
        } else if (!trail.hasBroken(Promise.P1)) {
            trail.broken(
                    Promise.P2,
                    "visits " + step.subscriber() + " before " + earlier.subscriber() + ", whose turn comes first",
                    earlier.mark(),
                    step.mark());
        }
    }

    /**
     * No visit is under way when its walk starts, or still when it ends (promise P5: undo included). Where the lines
     * stand says as much and more; times that lie elsewhere altogether are taken to be of another clock.
     */
    private static void keepsToItsWalk(Account account) {
        Trail trail = account.trail();
        Mark start = account.start().mark();
        List<Trail.Step> steps = new ArrayList<>(trail.visits);
        steps.addAll(trail.undone);
        for (Trail.Step step : steps) {
            if (underWay(step, start)) {
                trail.broken(Promise.P5, "visits " + step.subscriber() + " before it has started", start, step.mark());
            }
            Account.End end = account.end();
            if (end != null && underWay(step, end.mark())) {
                trail.broken(Promise.P5, "has ended before the visit of " + step.subscriber(), step.mark(), end.mark());
            }
        }
    }

    private static boolean underWay(Trail.Step step, Mark moment) {
        long at = moment.stamp().at();
        return step.turn().source().byHandler()
                && step.mark().sameNode(moment)
                && step.turn().from() < at
                && at < step.turn().to();
    }
}
