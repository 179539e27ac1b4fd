package io.chainbus.history.check;

import java.util.List;

/** The steps of a walk: they count its visits from 0, and those of its undo from 0 again. */
final class Numbering {

    private Numbering() {}

    static boolean unbroken(List<Trail.Step> steps) {
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i).turn().step() != i) {
                return false;
            }
        }
        return true;
    }

    /** Asked last: where something else is known to be wrong with the walk, the steps only say it again. */
    static void judge(Trail trail) {
        if (trail.hasBrokenAny()) {
            return;
        }
        judge(trail, trail.visits, trail.unheardVisits, "visits", Promise.P8);
        judge(trail, trail.undone, trail.unheardUndone, "visits of its undo", Promise.P4);
    }

    /** @param unheard so many more have taken place, of which who counted may have known, and who counted on may not */
    private static void judge(Trail trail, List<Trail.Step> steps, int unheard, String what, Promise promise) {
        for (int i = 0; i < steps.size(); i++) {
            Trail.Step step = steps.get(i);
            long number = step.turn().step();
            if (!trail.isLate(step) && (number < i || number > i + unheard)) {
                trail.broken(
                        promise,
                        "has among its " + what + " step " + number + " where step " + i + " should be",
                        i == 0 ? trail.publishedAt : steps.get(i - 1).mark(),
                        step.mark());
                return;
            }
        }
    }
}
