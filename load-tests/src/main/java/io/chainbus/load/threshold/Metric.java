package io.chainbus.load.threshold;

import io.chainbus.load.figures.Figures;
import io.chainbus.load.figures.Latency;
import io.chainbus.load.plan.Amount;
import io.chainbus.load.plan.Mix;
import io.chainbus.report.Quantity;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A figure that a threshold can be about. */
sealed interface Metric {

    /** The figure; not a number if nothing was measured. */
    double of(Figures figures);

    Quantity quantity();

    /** A limit for it as people write it. */
    OptionalDouble limit(String text);

    /** What {@link #limit} expects. */
    String expected();

    /** How long something took, by a percentile or the like. */
    record OfLatency(Whose whose, Statistic statistic) implements Metric {
        @Override
        public double of(Figures figures) {
            return statistic.of(whose.of(figures));
        }

        @Override
        public Quantity quantity() {
            return Quantity.DURATION;
        }

        @Override
        public OptionalDouble limit(String text) {
            return Amount.nanos(text);
        }

        @Override
        public String expected() {
            return "a time as 5ms or 250us";
        }
    }

    /** What happens in a second. */
    record OfRate(Rate rate) implements Metric {
        @Override
        public double of(Figures figures) {
            return rate.figure.applyAsDouble(figures);
        }

        @Override
        public Quantity quantity() {
            return Quantity.NUMBER;
        }

        @Override
        public OptionalDouble limit(String text) {
            return Amount.rate(text);
        }

        @Override
        public String expected() {
            return "a number as 500k or 1.5M, a second";
        }
    }

    /** How many there were. */
    record OfCount(Count count) implements Metric {
        @Override
        public double of(Figures figures) {
            return figures.measured().published() == 0 ? Double.NaN : count.figure.applyAsDouble(figures);
        }

        @Override
        public Quantity quantity() {
            return Quantity.NUMBER;
        }

        @Override
        public OptionalDouble limit(String text) {
            return Amount.number(text);
        }

        @Override
        public String expected() {
            return "a number as 100 or 10k, or a share of the events as 0.1%";
        }
    }

    /** How many of the published events there were. */
    record OfShare(Count count) implements Metric {
        @Override
        public double of(Figures figures) {
            return new OfCount(count).of(figures) / figures.measured().published();
        }

        @Override
        public Quantity quantity() {
            return Quantity.SHARE;
        }

        @Override
        public OptionalDouble limit(String text) {
            return Amount.share(text);
        }

        @Override
        public String expected() {
            return new OfCount(count).expected();
        }
    }

    /** What happens in a second: the events that ended, or the visits. */
    enum Rate {
        THROUGHPUT(Figures::throughput),
        DELIVERIES(Figures::deliveries);

        @SuppressWarnings("ImmutableEnumChecker") // a method reference
        private final ToDoubleFunction<Figures> figure;

        Rate(ToDoubleFunction<Figures> figure) {
            this.figure = figure;
        }
    }

    /** What is counted. */
    enum Count {
        /** Whatever did not end by a walk: refused, failed, unanswered. */
        ERRORS(figures -> figures.measured().errors()),
        REFUSED(figures -> figures.measured().refused()),
        VETOES(figures -> figures.measured().vetoed()),
        /** Due and not published in time. */
        MISSED(Figures::missed);

        @SuppressWarnings("ImmutableEnumChecker") // a method reference
        private final ToDoubleFunction<Figures> figure;

        Count(ToDoubleFunction<Figures> figure) {
            this.figure = figure;
        }
    }

    /** What took the time. */
    enum Whose {
        ALL,
        ACQUIRE,
        NOTIFY,
        RELEASE,
        JOIN,
        LEAVE,
        /** Of the publishers: not the bus's fault. */
        LAG;

        Latency of(Figures figures) {
            return switch (this) {
                case ALL -> figures.all();
                case ACQUIRE, NOTIFY, RELEASE ->
                    figures.latency().getOrDefault(Mix.Step.valueOf(name()), Latency.none());
                case JOIN -> figures.moves().join();
                case LEAVE -> figures.moves().leave();
                case LAG -> figures.lag();
            };
        }
    }

    /** A figure of many times. */
    sealed interface Statistic {

        double of(Latency latency);

        /** What so many percent do not exceed. */
        record Percentile(double percent) implements Statistic {
            @Override
            public double of(Latency latency) {
                return latency.percentile(percent);
            }
        }

        /** The others. */
        enum Moment implements Statistic {
            MIN(Latency::min),
            MEAN(Latency::mean),
            MAX(Latency::max);

            @SuppressWarnings("ImmutableEnumChecker") // a method reference
            private final ToDoubleFunction<Latency> figure;

            Moment(ToDoubleFunction<Latency> figure) {
                this.figure = figure;
            }

            @Override
            public double of(Latency latency) {
                return figure.applyAsDouble(latency);
            }
        }
    }

    /** What a threshold can be about, in words. */
    String NAMES = "p50, p99.9 or another percentile, min, mean, max (of acquire., notify., release., join., leave. or"
            + " lag. alone too), throughput, deliveries, errors, refused, vetoes or missed";

    /** The metric of that name; {@code share} where its limit is one. */
    static Optional<Metric> named(String name, boolean share) {
        for (Rate rate : Rate.values()) {
            if (isCalled(name, rate)) {
                return Optional.of(new OfRate(rate));
            }
        }
        for (Count count : Count.values()) {
            if (isCalled(name, count)) {
                return Optional.of(share ? new OfShare(count) : new OfCount(count));
            }
        }
        return ofLatency(name);
    }

    private static Optional<Metric> ofLatency(String name) {
        String whose = Arrays.stream(Whose.values())
                .filter(one -> one != Whose.ALL)
                .map(one -> one.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining("|"));
        Matcher matcher = Pattern.compile("(?:(" + whose + ")\\.)?(?:p([0-9]{1,3}(?:\\.[0-9]{1,6})?)|(min|mean|max))")
                .matcher(name);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Whose owner = matcher.group(1) == null
                ? Whose.ALL
                : Whose.valueOf(matcher.group(1).toUpperCase(Locale.ROOT));
        if (matcher.group(3) != null) {
            return Optional.of(new OfLatency(
                    owner, Statistic.Moment.valueOf(matcher.group(3).toUpperCase(Locale.ROOT))));
        }
        double percent = Double.parseDouble(matcher.group(2));
        return percent > 100 ? Optional.empty() : Optional.of(new OfLatency(owner, new Statistic.Percentile(percent)));
    }

    private static boolean isCalled(String name, Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).equals(name);
    }
}
