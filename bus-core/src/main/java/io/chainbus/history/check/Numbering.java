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
        judge(trail, trail.visits, "visits", Promise.P8);
        judge(trail, trail.undone, "visits of its undo", Promise.P4);
    }

    private static void judge(Trail trail, List<Trail.Step> steps, String what, Promise promise) {
        for (int i = 0; i < steps.size(); i++) {
            Trail.Step step = steps.get(i);
            if (step.turn().step() != i) {
                trail.broken(
                        promise,
                        "has among its " + what + " step " + step.turn().step() + " where step " + i + " should be",
                        i == 0 ? trail.publishedAt : steps.get(i - 1).mark(),
                        step.mark());
                return;
            }
        }
    }
}
