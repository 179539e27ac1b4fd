package io.chainbus.load.drive;

import io.chainbus.load.figures.Latency;
import io.chainbus.load.plan.Mix;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.HdrHistogram.Histogram;

/** Latencies that were taken out of a meter: the warm-up's, and for each step those that are measured. */
final class Gathered {

    final Histogram warmUp = Latency.empty();
    private final Map<Mix.Step, Histogram> measured = new EnumMap<>(Mix.Step.class);

    Gathered() {
        for (Mix.Step step : Mix.Step.values()) {
            measured.put(step, Latency.empty());
        }
    }

    Histogram measured(Mix.Step step) {
        return Objects.requireNonNull(measured.get(step));
    }

    /** By step; the very histograms. */
    Map<Mix.Step, Histogram> measured() {
        return Collections.unmodifiableMap(measured);
    }

    void add(Gathered other) {
        addTo(warmUp, other.warmUp);
        measured.forEach((step, histogram) -> addTo(histogram, other.measured(step)));
    }

    /** Adding nothing costs as much as adding anything. */
    static void addTo(Histogram sum, Histogram more) {
        if (more.getTotalCount() > 0) {
            sum.add(more);
        }
    }

    Latency all() {
        Histogram all = Latency.empty();
        addTo(all, warmUp);
        measured.values().forEach(one -> addTo(all, one));
        return Latency.of(all);
    }

    void reset() {
        warmUp.reset();
        measured.values().forEach(Histogram::reset);
    }
}
