package io.chainbus.bench.contest;

import java.util.List;

/**
 * The middle of several values, and between which they were.
 *
 * @param value of an even number of values the mean of the two in the middle
 */
public record Median(double value, double lowest, double highest) {

    /**
     * The median of those values.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Median of(List<Double> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("a median of nothing");
        }
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        double value = sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
        return new Median(value, sorted.get(0), sorted.get(sorted.size() - 1));
    }
}
