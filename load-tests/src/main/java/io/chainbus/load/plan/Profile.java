package io.chainbus.load.plan;

import java.util.ArrayList;
import java.util.List;

/**
 * How much load there is at each time: ramps, one after the other. The level is in things a second where it is a rate, in
 * things at once where it is how many are in flight. Pure arithmetic; times are nanoseconds since the profile's start.
 */
public record Profile(List<Ramp> ramps) {

    private static final double SECOND = 1e9;

    /** From one level to another in a straight line; equal levels are steady. */
    public record Ramp(double from, double to, long nanos) {

        public Ramp {
            if (from < 0 || to < 0 || nanos <= 0) {
                throw new IllegalArgumentException(
                        "levels are not negative and ramps take time: " + from + " to " + to + " in " + nanos + " ns");
            }
        }

        /** How many have come after that time: the area below the line. */
        double count(double nanos) {
            double time = nanos / SECOND;
            return from * time + (to - from) * time * time / (2 * seconds());
        }

        /** When that many have come; the reverse of {@link #count}. */
        double timeOf(double count) {
            double slope = (to - from) / seconds();
            // Of the two ways to write the root the one that does not subtract nearly equal numbers, nor divide by a
            // slope of 0.
            double root = Math.sqrt(Math.max(0, from * from + 2 * slope * count));
            return count == 0 ? 0 : 2 * count / (from + root) * SECOND;
        }

        double total() {
            return (from + to) / 2 * seconds();
        }

        private double seconds() {
            return nanos / SECOND;
        }
    }

    public Profile {
        ramps = List.copyOf(ramps);
    }

    /** The same level all the time. */
    public static Profile steady(double level, long nanos) {
        return new Profile(List.of(new Ramp(level, level, nanos)));
    }

    /** Nothing, for no time. */
    public static Profile none() {
        return new Profile(List.of());
    }

    /** This one, and then another ramp that begins where it ends. */
    public Profile then(double level, long nanos) {
        return andThen(new Profile(List.of(new Ramp(last(), level, nanos))));
    }

    /** This one, and then that one. */
    public Profile andThen(Profile next) {
        List<Ramp> both = new ArrayList<>(ramps);
        both.addAll(next.ramps);
        return new Profile(both);
    }

    private double last() {
        return ramps.isEmpty() ? 0 : ramps.get(ramps.size() - 1).to();
    }

    /** How long it takes. */
    public long nanos() {
        return ramps.stream().mapToLong(Ramp::nanos).sum();
    }

    /** The highest level that it reaches. */
    public double peak() {
        return ramps.stream()
                .mapToDouble(ramp -> Math.max(ramp.from(), ramp.to()))
                .max()
                .orElse(0);
    }

    /** Whether there is one level all the time. */
    public boolean isSteady() {
        return ramps.stream().allMatch(ramp -> ramp.from() == peak() && ramp.to() == peak());
    }

    /** The level at that time; before the start it is that of the start, after the end nothing. */
    public double level(long at) {
        long begun = 0;
        for (Ramp ramp : ramps) {
            if (at < begun + ramp.nanos()) {
                double part = Math.max(0, at - begun) / (double) ramp.nanos();
                return ramp.from() + (ramp.to() - ramp.from()) * part;
            }
            begun += ramp.nanos();
        }
        return 0;
    }

    /** How many come between two times, the level being a rate. */
    public double countBetween(long from, long to) {
        return countUntil(to) - countUntil(from);
    }

    /** How many have come by that time, the level being a rate. */
    double countUntil(long at) {
        double count = 0;
        long begun = 0;
        for (Ramp ramp : ramps) {
            if (at <= begun) {
                break;
            }
            count += ramp.count((double) Math.min(ramp.nanos(), at - begun));
            begun += ramp.nanos();
        }
        return count;
    }
}
