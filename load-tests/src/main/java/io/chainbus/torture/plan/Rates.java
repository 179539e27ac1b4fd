package io.chainbus.torture.plan;

import java.util.EnumMap;
import java.util.Map;

/** How often each kind of trouble is made. Immutable. */
public record Rates(Map<Chaos, Integer> byKind) {

    /** The highest rate: always. */
    public static final int HIGHEST = 1000;

    /**
     * @throws IllegalArgumentException when a rate is not from 0 to 1000
     */
    public Rates {
        Map<Chaos, Integer> all = new EnumMap<>(Chaos.class);
        for (Chaos kind : Chaos.values()) {
            int rate = byKind.getOrDefault(kind, kind.usual());
            if (rate < 0 || rate > HIGHEST) {
                throw new IllegalArgumentException("expected a rate from 0 to " + HIGHEST + ", found " + rate);
            }
            all.put(kind, rate);
        }
        byKind = Map.copyOf(all);
    }

    /** The usual ones. */
    public static Rates usual() {
        return new Rates(Map.of());
    }

    /** The same with another rate for one kind. */
    public Rates with(Chaos kind, int rate) {
        Map<Chaos, Integer> changed = new EnumMap<>(byKind);
        changed.put(kind, rate);
        return new Rates(changed);
    }

    public int of(Chaos kind) {
        return byKind.getOrDefault(kind, 0);
    }
}
