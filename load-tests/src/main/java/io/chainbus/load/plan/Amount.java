package io.chainbus.load.plan;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Amounts as people write them: {@code 250us}, {@code 1.5s}, {@code 50k}, {@code 0.1%}. */
public final class Amount {

    private static final Pattern WRITTEN = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)\\s*([a-zA-Zµ%]*)(/s)?");

    private static final Map<String, Double> NANOS =
            Map.of("ns", 1.0, "us", 1e3, "µs", 1e3, "ms", 1e6, "s", 1e9, "m", 60e9, "min", 60e9, "h", 3600e9);

    private static final Map<String, Double> FACTORS = Map.of("", 1.0, "k", 1e3, "K", 1e3, "M", 1e6, "G", 1e9);

    private Amount() {}

    /** Nanoseconds, if it is a time with its unit. */
    public static OptionalDouble nanos(String text) {
        return read(text, NANOS, false);
    }

    /** A number, which may end in {@code k}, {@code M} or {@code G}. */
    public static OptionalDouble number(String text) {
        return read(text, FACTORS, false);
    }

    /** Like {@link #number}, of things a second: {@code /s} may follow. */
    public static OptionalDouble rate(String text) {
        return read(text, FACTORS, true);
    }

    /** A part of 1, if it is written in percent. */
    public static OptionalDouble share(String text) {
        return read(text, Map.of("%", 0.01), false);
    }

    private static OptionalDouble read(String text, Map<String, Double> units, boolean perSecond) {
        Matcher written = WRITTEN.matcher(text.strip());
        if (!written.matches() || (written.group(3) != null && !perSecond)) {
            return OptionalDouble.empty();
        }
        Double unit = units.get(written.group(2));
        return unit == null ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(written.group(1)) * unit);
    }
}
