package io.chainbus.report;

import java.util.List;
import java.util.Locale;

/** What a number is of, and so how people read it: with three digits and a unit of its size. */
public enum Quantity {
    /** Nanoseconds: {@code 1.25 ms}. */
    DURATION(List.of(new Unit(1e9, " s"), new Unit(1e6, " ms"), new Unit(1e3, " µs"), new Unit(1, " ns"))),
    /** Things, or things a second: {@code 1.25 M}; below a thousand as it is. */
    NUMBER(List.of(new Unit(1e9, " G"), new Unit(1e6, " M"), new Unit(1e3, " k"), new Unit(1, ""))),
    /** Bytes, in powers of ten: {@code 1.25 MB}. */
    BYTES(List.of(new Unit(1e9, " GB"), new Unit(1e6, " MB"), new Unit(1e3, " kB"), new Unit(1, " B"))),
    /** A part of 1: {@code 12.5 %}. */
    SHARE(List.of(new Unit(0.01, " %"))),
    /** Seconds since something began: {@code 12.5 s}. */
    ELAPSED(List.of(new Unit(1, " s"))),
    /**
     * How rare something is: one in so many, so that percentiles stand apart on a logarithmic axis. 1 is the least of all,
     * 100 what 99 % do not exceed: {@code 99 %}.
     */
    RARITY(List.of());

    private static final String ABSENT = "–";

    @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable
    private final List<Unit> units;

    private record Unit(double size, String sign) {}

    Quantity(List<Unit> units) {
        this.units = units;
    }

    /** As people read it; a dash for what is not a number. */
    public String text(double value) {
        if (Double.isNaN(value)) {
            return ABSENT;
        }
        if (this == RARITY) {
            return percentile(value);
        }
        double size = Math.abs(value);
        Unit fitting = units.stream()
                .filter(unit -> size >= unit.size() * 0.9995) // which three digits would round up to it
                .findFirst()
                .orElse(units.get(units.size() - 1));
        return digits(value / fitting.size(), fitting.sign().isEmpty()) + fitting.sign();
    }

    private static String digits(double value, boolean plain) {
        if (value == 0 || (plain && value == Math.rint(value))) {
            return String.format(Locale.ROOT, "%.0f", value);
        }
        double size = Math.abs(value);
        return String.format(Locale.ROOT, size < 9.995 ? "%.2f" : size < 99.95 ? "%.1f" : "%.0f", value);
    }

    private static String percentile(double oneIn) {
        double percentile = 100 - 100 / oneIn;
        int decimals = (int) Math.max(0, Math.ceil(Math.log10(oneIn) - 2 - 1e-9));
        return String.format(Locale.ROOT, "%." + decimals + "f", percentile) + " %";
    }
}
