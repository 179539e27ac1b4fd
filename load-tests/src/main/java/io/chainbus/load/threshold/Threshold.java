package io.chainbus.load.threshold;

import io.chainbus.load.figures.Figures;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A condition on which a run has failed: {@code p99>5ms}. Where nothing was measured it has failed too: a check that
 * looked at nothing is not one that holds.
 */
public final class Threshold {

    private static final Pattern WRITTEN = Pattern.compile("\\s*([a-z0-9.]+)\\s*(>=|<=|>|<)\\s*(\\S.*?)\\s*");

    private final String name;
    private final Metric metric;
    private final Comparison comparison;
    private final String limitText;
    private final double limit;

    private enum Comparison {
        ABOVE(">"),
        AT_LEAST(">="),
        BELOW("<"),
        AT_MOST("<=");

        private final String sign;

        Comparison(String sign) {
            this.sign = sign;
        }

        static Comparison of(String sign) {
            return switch (sign) {
                case ">" -> ABOVE;
                case ">=" -> AT_LEAST;
                case "<" -> BELOW;
                default -> AT_MOST;
            };
        }

        boolean holds(double value, double limit) {
            return switch (this) {
                case ABOVE -> value > limit;
                case AT_LEAST -> value >= limit;
                case BELOW -> value < limit;
                case AT_MOST -> value <= limit;
            };
        }
    }

    private Threshold(String name, Metric metric, Comparison comparison, String limitText, double limit) {
        this.name = name;
        this.metric = metric;
        this.comparison = comparison;
        this.limitText = limitText;
        this.limit = limit;
    }

    /**
     * Reads {@code METRIC OPERATOR LIMIT}; spaces do not matter.
     *
     * @throws IllegalArgumentException if it is not one, saying what was expected
     */
    public static Threshold read(String text) {
        Matcher written = WRITTEN.matcher(text);
        if (!written.matches()) {
            throw new IllegalArgumentException("expected METRIC>LIMIT or METRIC<LIMIT, as p99>5ms or throughput<500k");
        }
        String name = written.group(1);
        String limitText = written.group(3);
        Metric metric = Metric.named(name, limitText.endsWith("%"))
                .orElseThrow(() -> new IllegalArgumentException(
                        "expected " + Metric.NAMES + " before the '" + written.group(2) + "', found '" + name + "'"));
        OptionalDouble limit = metric.limit(limitText);
        if (limit.isEmpty()) {
            throw new IllegalArgumentException(
                    "expected " + metric.expected() + " as the limit of " + name + ", found '" + limitText + "'");
        }
        return new Threshold(name, metric, Comparison.of(written.group(2)), limitText, limit.getAsDouble());
    }

    /** What came of it. */
    public Judgement judge(Figures figures) {
        double value = metric.of(figures);
        boolean failed = Double.isNaN(value) || comparison.holds(value, limit);
        String said = Double.isNaN(value)
                ? "nothing was measured"
                : name + " is " + metric.quantity().text(value);
        return new Judgement(toString(), value, failed, this + ": " + said);
    }

    /** The limit in nanoseconds where it is one of all events' latency, else empty: it can be drawn among those. */
    public OptionalDouble latencyLimit() {
        return metric instanceof Metric.OfLatency latency && latency.whose() == Metric.Whose.ALL
                ? OptionalDouble.of(limit)
                : OptionalDouble.empty();
    }

    /** Without spaces. */
    @Override
    public String toString() {
        return name + comparison.sign + limitText;
    }
}
