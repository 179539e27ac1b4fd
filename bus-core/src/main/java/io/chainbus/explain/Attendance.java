package io.chainbus.explain;

import java.util.List;

/** Why a walk visits somebody (promise P3). */
public sealed interface Attendance {

    /** What follows a subscriber's name, in a few words; empty where there is nothing to say. */
    String text();

    /** It is registered, and an acquire or a notification visits whoever is. */
    record Registered() implements Attendance {
        @Override
        public String text() {
            return "";
        }
    }

    /** It is visited in every walk that gets as far as its place, and holds nothing by it. */
    record Observes() implements Attendance {
        @Override
        public String text() {
            return "observer";
        }
    }

    /**
     * A release, and it holds the key.
     *
     * @param phases those that it accepted, in the order in which the key came up
     */
    record Holds(List<String> phases) implements Attendance {

        public Holds {
            phases = List.copyOf(phases);
        }

        @Override
        public String text() {
            return "holds it by " + String.join(", ", phases);
        }
    }

    /** A release, and it holds nothing; but on this chain a release visits whoever is registered. */
    record Current() implements Attendance {
        @Override
        public String text() {
            return "holds nothing of it";
        }
    }
}
