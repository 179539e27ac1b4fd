package io.chainbus.bench.scale;

import io.chainbus.bench.candidate.Actors;
import io.chainbus.bench.contest.Median;
import io.chainbus.bench.contest.Requirement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How Chainbus grows. */
public final class Scale {

    /** The number of subscribers of which something must hold. */
    static final int MANY_SUBSCRIBERS = 100_000;

    /** The number of keys of which something must hold. */
    static final int MANY_KEYS = 1_000_000;

    private static final double MOST_REGISTER_SECONDS = 5;
    private static final double MOST_SUBSCRIBER_BYTES = 2048;
    private static final double MOST_KEY_BYTES = 150;

    private Scale() {}

    /**
     * Something that grows, to certain sizes.
     *
     * @param sizes ascending
     */
    record Series(Growing growing, List<Integer> sizes) {}

    /**
     * How much is measured.
     *
     * @param rounds how often each size
     * @param measurement how long each throughput
     * @param largest no size is above that
     */
    public record Effort(int rounds, Duration measurement, int largest) {

        /** How many sizes are measured, each as often as there are rounds. */
        public long steps() {
            return (long) rounds
                    * series(largest).stream()
                            .mapToInt(each -> each.sizes().size())
                            .sum();
        }
    }

    static List<Series> series(int largest) {
        return List.of(
                        new Series(new Subscribers(), List.of(10, 100, 1000, 10_000, MANY_SUBSCRIBERS)),
                        new Series(new Keys(), List.of(1000, 10_000, 100_000, MANY_KEYS)),
                        new Series(new Chains(), List.of(10, 100, 1000, 10_000)),
                        new Series(new Changes(), List.of(0, 10, 100, 1000, 10_000, 100_000)))
                .stream()
                .map(each -> new Series(
                        each.growing(),
                        each.sizes().stream().filter(size -> size <= largest).toList()))
                .toList();
    }

    /**
     * Measures all of it.
     *
     * @param step called after each size
     * @throws IllegalStateException if something was not delivered
     */
    public static List<Growth> measure(Actors actors, Effort effort, Runnable step) {
        return measure(series(effort.largest()), actors, effort, step);
    }

    static List<Growth> measure(List<Series> all, Actors actors, Effort effort, Runnable step) {
        List<Growth> growths = new ArrayList<>();
        for (Series series : all) {
            Growing growing = series.growing();
            // What is compiled, loaded and started once belongs to no size.
            int middle = series.sizes().get(series.sizes().size() / 2);
            growing.measure(actors, middle, effort.measurement().toNanos());
            List<Growth.Row> rows = new ArrayList<>();
            for (int size : series.sizes()) {
                rows.add(row(growing, actors, size, effort, step));
            }
            growths.add(new Growth(growing.title(), growing.along(), growing.columns(), rows));
        }
        return growths;
    }

    private static Growth.Row row(Growing growing, Actors actors, int size, Effort effort, Runnable step) {
        List<List<Double>> rounds = new ArrayList<>();
        for (int round = 0; round < effort.rounds(); round++) {
            rounds.add(growing.measure(actors, size, effort.measurement().toNanos()));
            step.run();
        }
        List<Median> medians = new ArrayList<>();
        for (int column = 0; column < growing.columns().size(); column++) {
            int index = column;
            medians.add(Median.of(rounds.stream().map(round -> round.get(index)).toList()));
        }
        return new Growth.Row(size, medians);
    }

    /** What must hold of it, with what was found. */
    public static List<Requirement> requirements(List<Growth> growths) {
        return List.of(
                requirement(
                        "seconds in which 100,000 subscribers register",
                        found(growths, new Subscribers(), MANY_SUBSCRIBERS, Subscribers.REGISTER)
                                .map(nanos ->
                                        new Median(nanos.value() / 1e9, nanos.lowest() / 1e9, nanos.highest() / 1e9)),
                        MOST_REGISTER_SECONDS),
                requirement(
                        "bytes for each of 100,000 subscribers",
                        found(growths, new Subscribers(), MANY_SUBSCRIBERS, Subscribers.BYTES),
                        MOST_SUBSCRIBER_BYTES),
                requirement(
                        "bytes for each of 1,000,000 keys up over 8 subscribers",
                        found(growths, new Keys(), MANY_KEYS, Keys.BYTES),
                        MOST_KEY_BYTES));
    }

    private static Requirement requirement(String what, Optional<Median> found, double most) {
        return Requirement.of(what, found, new Requirement.Bound.AtMost(most));
    }

    private static Optional<Median> found(List<Growth> growths, Growing growing, long size, String column) {
        return growths.stream()
                .filter(growth -> growth.title().equals(growing.title()))
                .findAny()
                .filter(growth -> growth.rows().stream().anyMatch(row -> row.size() == size))
                .map(growth -> growth.at(size, column));
    }
}
