package io.chainbus.torture.run;

import java.util.EnumMap;
import java.util.Map;

/** Counts. Not thread-safe. */
final class Figures {

    private final Map<Figure, Long> counts = new EnumMap<>(Figure.class);

    Figures() {
        for (Figure figure : Figure.values()) {
            counts.put(figure, 0L);
        }
    }

    void add(Figure figure, long count) {
        counts.merge(figure, count, Long::sum);
    }

    void add(Figures others) {
        others.counts.forEach(this::add);
    }

    Map<Figure, Long> counts() {
        return new EnumMap<>(counts);
    }
}
