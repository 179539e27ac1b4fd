package io.chainbus.bench.contest;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Measures all candidates in turn, round by round: what disturbs the machine for a while disturbs them all, and each is
 * compared with what the others did in the same round. Each round begins with another one.
 */
public final class Contest {

    private Contest() {}

    /**
     * Measures what is planned.
     *
     * @param step called after each trial
     */
    public static Results run(Plan plan, Effort effort, Measuring measuring, Runnable step) {
        Results results = new Results();
        for (List<Run> leg : plan.legs()) {
            for (int round = 0; round < effort.rounds(); round++) {
                for (Run run : rotated(leg, round)) {
                    results.add(run, measuring.measure(run.candidate(), run.cell(), effort.timing(), round == 0));
                    step.run();
                }
            }
        }
        return results;
    }

    private static List<Run> rotated(List<Run> runs, int by) {
        List<Run> rotated = new ArrayList<>(runs);
        Collections.rotate(rotated, -by);
        return rotated;
    }
}
