package io.chainbus.load.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long handlers take: a distribution of nanoseconds. Never less than nothing, nor more than {@link #MOST}. */
public sealed interface HandlerTime {

    /** The longest, so that a run comes to an end: 10 s. */
    double MOST = 10e9;

    /** One time, in nanoseconds. */
    double sample(SplittableRandom random);

    /** The mean of what is drawn, before the limits. */
    double mean();

    /** In words, with microseconds. */
    String text();

    /** Whether handlers do nothing at all. */
    default boolean none() {
        return mean() == 0;
    }

    /** Always the same. */
    record Fixed(double nanos) implements HandlerTime {
        @Override
        public double sample(SplittableRandom random) {
            return nanos;
        }

        @Override
        public double mean() {
            return nanos;
        }

        @Override
        public String text() {
            return nanos == 0 ? "nothing" : micros(nanos);
        }
    }

    /** Anything between two times, as likely as anything else. */
    record Uniform(double from, double to) implements HandlerTime {
        @Override
        public double sample(SplittableRandom random) {
            return from + random.nextDouble() * (to - from);
        }

        @Override
        public double mean() {
            return (from + to) / 2;
        }

        @Override
        public String text() {
            return "uniform from " + micros(from) + " to " + micros(to);
        }
    }

    /** Mostly short and sometimes long, without memory. */
    record Exponential(double mean) implements HandlerTime {
        @Override
        public double sample(SplittableRandom random) {
            return within(-Math.log(1 - random.nextDouble()) * mean);
        }

        @Override
        public String text() {
            return "exponential with mean " + micros(mean);
        }
    }

    /** Around a mean. */
    record Normal(double mean, double deviation) implements HandlerTime {
        @Override
        public double sample(SplittableRandom random) {
            return within(mean + deviation * random.nextGaussian());
        }

        @Override
        public String text() {
            return "normal with mean " + micros(mean) + ", deviation " + micros(deviation);
        }
    }

    /** With a long tail, as the times of services have: what is normal is the logarithm. */
    record Lognormal(double median, double sigma) implements HandlerTime {
        @Override
        public double sample(SplittableRandom random) {
            return within(median * Math.exp(sigma * random.nextGaussian()));
        }

        @Override
        public double mean() {
            return median * Math.exp(sigma * sigma / 2);
        }

        @Override
        public String text() {
            return "lognormal with median " + micros(median) + ", sigma " + sigma;
        }
    }

    private static double within(double nanos) {
        return Math.min(Math.max(0, nanos), MOST);
    }

    /** What {@link #read} understands, for those who are told what was expected. */
    String GRAMMAR = "a time as 10us, uniform:5us..20us, exponential:10us, normal:10us,2us or lognormal:10us,0.5,"
            + " none of it above 10s";

    /** Reads one of {@link #GRAMMAR}. */
    static Optional<HandlerTime> read(String text) {
        Matcher named = Pattern.compile("([a-z]+):(.*)").matcher(text);
        if (!named.matches()) {
            return times(List.of(text)).map(times -> new Fixed(times.get(0)));
        }
        String rest = named.group(2);
        return switch (named.group(1)) {
            case "fixed" -> times(List.of(rest)).map(times -> new Fixed(times.get(0)));
            case "uniform" ->
                times(List.of(rest.split("\\.\\.", 2)))
                        .filter(times -> times.size() == 2 && times.get(0) <= times.get(1))
                        .map(times -> new Uniform(times.get(0), times.get(1)));
            case "exponential" -> times(List.of(rest)).map(times -> new Exponential(times.get(0)));
            case "normal" ->
                times(List.of(rest.split(",", 2)))
                        .filter(times -> times.size() == 2)
                        .map(times -> new Normal(times.get(0), times.get(1)));
            case "lognormal" -> lognormal(rest.split(",", 2));
            default -> Optional.empty();
        };
    }

    private static Optional<HandlerTime> lognormal(String[] parts) {
        OptionalDouble sigma = parts.length == 2 ? Amount.number(parts[1]) : OptionalDouble.empty();
        if (sigma.isEmpty() || sigma.getAsDouble() > 5) {
            return Optional.empty();
        }
        return times(List.of(parts[0])).map(times -> new Lognormal(times.get(0), sigma.getAsDouble()));
    }

    private static Optional<List<Double>> times(List<String> texts) {
        List<Double> times = new ArrayList<>();
        for (String text : texts) {
            OptionalDouble nanos = text.equals("0") ? OptionalDouble.of(0) : Amount.nanos(text);
            if (nanos.isEmpty() || nanos.getAsDouble() > MOST) {
                return Optional.empty();
            }
            times.add(nanos.getAsDouble());
        }
        return Optional.of(times);
    }

    private static String micros(double nanos) {
        return String.format(Locale.ROOT, "%.4g µs", nanos / 1e3);
    }
}
