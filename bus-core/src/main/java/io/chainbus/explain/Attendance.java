package io.chainbus.explain;

import java.util.List;

/** Why a walk visits somebody (promise P3). */
public sealed interface Attendance {

    /** What follows a subscriber's name, in a few words; empty where there is nothing to say. */
    String text();

    /** Whether it is an observer, which never accepts. */
    default boolean observes() {
        return false;
    }

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

        @Override
        public boolean observes() {
            return true;
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

    /**
     * It is away, and its place is kept (promise P3c): its policy answers there, for what it would be visited as.
     *
     * @param as why it would be visited if it were there
     */
    record Away(Attendance as) implements Attendance {
        @Override
        public String text() {
            String away = "away: its place is kept, and its policy answers";
            return as.text().isEmpty() ? away : away + "; " + as.text();
        }

        @Override
        public boolean observes() {
            return as.observes();
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
