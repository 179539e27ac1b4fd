package io.chainbus.load.figures;

import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/** How long something took, each time: nanoseconds, to three digits. Not changed any more. */
public final class Latency {

    /** Longer ones count as this long: an hour. */
    public static final long LONGEST = 3_600_000_000_000L;

    /** Significant digits: 0.1 %. */
    public static final int DIGITS = 3;

    private static final int BINS_IN_A_DOUBLING = 4;

    private final Histogram histogram;

    /**
     * A part of all.
     *
     * @param to how long it took at the most
     * @param from what it exceeded
     */
    public record Bin(double from, double to, long count) {}

    private Latency(Histogram histogram) {
        this.histogram = histogram;
    }

    /** A copy of what the histogram holds now. */
    public static Latency of(Histogram histogram) {
        return new Latency(histogram.copy());
    }

    /** Of things that have not happened. */
    public static Latency none() {
        return of(empty());
    }

    /** A histogram to record into. */
    public static Histogram empty() {
        return new Histogram(LONGEST, DIGITS);
    }

    public long count() {
        return histogram.getTotalCount();
    }

    /** What that part of all, in percent, did not exceed; not a number if there were none. */
    public double percentile(double percent) {
        return count() == 0 ? Double.NaN : histogram.getValueAtPercentile(percent);
    }

    public double min() {
        return count() == 0 ? Double.NaN : histogram.getMinValue();
    }

    public double max() {
        return count() == 0 ? Double.NaN : histogram.getMaxValue();
    }

    public double mean() {
        return count() == 0 ? Double.NaN : histogram.getMean();
    }

    public double deviation() {
        return count() == 0 ? Double.NaN : histogram.getStdDeviation();
    }

    /**
     * How rare things can be of which this still says something, as one in so many: 1, and on to the first that is rarer
     * than one of all, six to a tenfold.
     */
    public static List<Double> rarities(long count) {
        List<Double> rarities = new ArrayList<>();
        for (int step = 0; ; step++) {
            double oneIn = Math.pow(10, step / 6.0);
            rarities.add(oneIn);
            if (oneIn >= Math.max(10, count)) {
                return rarities;
            }
        }
    }

    /** What all but one in so many do not exceed. */
    public double rarity(double oneIn) {
        return percentile(100 - 100 / oneIn);
    }

    /** All of them by how long they took, in bins that grow by the same ratio; none where there are none. */
    public List<Bin> bins() {
        List<Bin> bins = new ArrayList<>();
        if (count() == 0) {
            return bins;
        }
        double ratio = Math.pow(2, 1.0 / BINS_IN_A_DOUBLING);
        int exponent = (int) Math.floor(Math.log(Math.max(1, min())) / Math.log(ratio));
        double from = Math.pow(ratio, exponent);
        // The first has all that is shorter too, the last ends above the longest.
        long counted = 0;
        while (counted < count()) {
            double to = from * ratio;
            long upTo = to > histogram.getMaxValue() ? count() : histogram.getCountBetweenValues(0, (long) to);
            bins.add(new Bin(from, to, upTo - counted));
            counted = upTo;
            from = to;
        }
        return bins;
    }

    /** The same as a histogram that may be changed. */
    public Histogram histogram() {
        return histogram.copy();
    }
}
