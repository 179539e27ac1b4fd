package io.chainbus.bench.contest;

import java.util.Optional;

/** Something that must hold. */
public sealed interface Requirement {

    /** Of what. */
    String what();

    /** What it is held against. */
    Bound bound();

    /** What was found, where it was measured. */
    Optional<Median> found();

    /** Whether it was measured and does not hold. */
    boolean broken();

    /** With what was found, if it was measured. */
    static Requirement of(String what, Optional<Median> found, Bound bound) {
        return found.<Requirement>map(median -> new Measured(what, median, bound))
                .orElseGet(() -> new Unmeasured(what, bound));
    }

    /** It was measured; its median has to be within the bound. */
    record Measured(String what, Median median, Bound bound) implements Requirement {
        @Override
        public Optional<Median> found() {
            return Optional.of(median);
        }

        @Override
        public boolean broken() {
            return !bound.holds(median.value());
        }
    }

    /** It was not measured, or with no sound result. */
    record Unmeasured(String what, Bound bound) implements Requirement {
        @Override
        public Optional<Median> found() {
            return Optional.empty();
        }

        @Override
        public boolean broken() {
            return false;
        }
    }

    /** What the median is held against. */
    sealed interface Bound {

        boolean holds(double value);

        /** Not less than that. */
        record AtLeast(double least) implements Bound {
            @Override
            public boolean holds(double value) {
                return value >= least;
            }

            @Override
            public String toString() {
                return "at least " + plain(least);
            }
        }

        /** More than that. */
        record Above(double limit) implements Bound {
            @Override
            public boolean holds(double value) {
                return value > limit;
            }

            @Override
            public String toString() {
                return "above " + plain(limit);
            }
        }

        /** Not more than that. */
        record AtMost(double most) implements Bound {
            @Override
            public boolean holds(double value) {
                return value <= most;
            }

            @Override
            public String toString() {
                return "at most " + plain(most);
            }
        }

        private static String plain(double value) {
            return value == Math.rint(value) ? Long.toString(Math.round(value)) : Double.toString(value);
        }
    }
}
