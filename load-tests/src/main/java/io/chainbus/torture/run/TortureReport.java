package io.chainbus.torture.run;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What came of a run.
 *
 * @param digest of the first round's plan
 * @param figures of all rounds
 * @param broken what breaks a promise, a line each, with the lines of the history that prove it below
 * @param heap bytes in use after each round, when everything of the round had been collected
 */
public record TortureReport(
        long seed,
        String digest,
        int rounds,
        Duration took,
        Map<Figure, Long> figures,
        List<String> broken,
        List<Long> heap) {

    public TortureReport {
        figures = Map.copyOf(figures);
        broken = List.copyOf(broken);
        heap = List.copyOf(heap);
    }

    public boolean holds() {
        return broken.isEmpty();
    }
}
