package io.chainbus.explain;

import io.chainbus.chain.Anchor;
import io.chainbus.chain.Constraint;
import io.chainbus.chain.Standing;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One part of why a subscriber stands where it does in its chain's order (promise P1). Whatever is said here of what
 * would be otherwise is exact: removing what is named makes it so.
 *
 * <p>Of each subscriber the reasons come in this order: its band, or its priority; what holds it back; ties; and what it
 * has declared without effect.
 */
public sealed interface Reason {

    /** What follows a subscriber's name, in a few words. */
    String text();

    /**
     * The reasons of each, in O((n + e) log n) for n members and e constraints.
     *
     * @param order the whole chain's, as {@link io.chainbus.chain.Membership#standings} gives it
     */
    static List<List<Reason>> of(List<? extends Standing<?>> order) {
        return Reasons.of(order);
    }

    /**
     * It is in the band before all others, or behind all others.
     *
     * @param behind what orders it against the one right before it in the band; empty for the first of its band
     */
    record Anchored(Anchor anchor, List<Constraint> behind) implements Reason {

        public Anchored {
            behind = List.copyOf(behind);
        }

        @Override
        public String text() {
            return behind.isEmpty()
                    ? anchor.name()
                    : anchor + ", behind " + behind.get(0).earlier() + " by " + quoted(behind);
        }
    }

    /** It counts with the priority that it registered with. */
    record OwnPriority(int priority) implements Reason {

        @Override
        public String text() {
            return "priority " + priority;
        }
    }

    /**
     * It counts with a higher priority than its own, since it must precede others by its own {@code before}.
     *
     * @param to its effective priority
     * @param by its constraints with those that have that effective priority, themselves or raised in turn
     * @param otherwise its effective priority without these constraints
     */
    record Raised(int own, int to, List<Constraint> by, int otherwise) implements Reason {

        public Raised {
            by = List.copyOf(by);
        }

        @Override
        public String text() {
            String rest = otherwise == own ? "" : " (else to " + otherwise + ")";
            return "priority " + own + ", raised to " + to + " by " + quoted(by) + rest;
        }
    }

    /**
     * It stands later than its priority alone would have it, since it is declared to stand after others. Each of the
     * constraints is needed to hold it back, and without all of them it is at another place.
     *
     * @param by what holds it back, each declared by itself
     * @param otherwise its place from 1 in the chain's order without these constraints
     */
    record HeldBack(List<Constraint> by, int otherwise) implements Reason {

        public HeldBack {
            by = List.copyOf(by);
        }

        @Override
        public String text() {
            return "held back by " + quoted(by) + ", else at place " + otherwise;
        }
    }

    /**
     * It had to wait for others, some of which declared {@code before} it; meanwhile others passed, or they alone did.
     * Without their constraints they would not count with its priority either, so that what would be otherwise takes
     * another dry run ({@link DryRun#supposing}).
     */
    record Waits(List<Constraint> by) implements Reason {

        public Waits {
            by = List.copyOf(by);
        }

        @Override
        public String text() {
            return "had to wait for "
                    + by.stream().map(Constraint::earlier).distinct().collect(Collectors.joining(", ")) + ", by "
                    + quoted(by);
        }
    }

    /**
     * Its registration alone decided between it and others of the same effective priority, any of which could have come
     * next as well: the earlier registered does. Had it and one of them registered in each other's stead, the two would
     * stand the other way round.
     */
    record Tied(Peers earlier, Peers later) implements Reason {
        @Override
        public String text() {
            String behind = earlier.count() == 0 ? "" : " behind " + earlier.text();
            String before = later.count() == 0 ? "" : " before " + later.text();
            String and = behind.isEmpty() || before.isEmpty() ? "" : " and";
            return "tied" + behind + and + before + ", by registration";
        }
    }

    /**
     * Those on one side of a tie.
     *
     * @param nearest the ids of those that stand nearest, at most {@link #NAMED}, in the order of the chain
     * @param count of all
     */
    record Peers(List<String> nearest, int count) {

        /** How many are named at most: ties can be as large as a chain. */
        public static final int NAMED = 5;

        public Peers {
            nearest = List.copyOf(nearest);
        }

        String text() {
            int more = count - nearest.size();
            return String.join(", ", nearest) + (more > 0 ? " and " + more + " more" : "");
        }
    }

    /** It declared a constraint that holds anyway: without it, and all else the same, the order would be this one. */
    record Idle(Constraint constraint) implements Reason {

        @Override
        public String text() {
            return quoted(List.of(constraint)) + " holds anyway";
        }
    }

    /** It declared a constraint with an id that is not registered, which means nothing until it is. */
    record Dormant(Constraint constraint, String missing) implements Reason {

        @Override
        public String text() {
            return quoted(List.of(constraint)) + " waits until " + missing + " registers";
        }
    }

    private static String quoted(List<Constraint> constraints) {
        return constraints.stream().map(constraint -> "'" + constraint + "'").collect(Collectors.joining(" and "));
    }
}
