package io.chainbus.history;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a line of a history says happened; one record for each type of line, named by {@link #type()}.
 *
 * <p>A walk leaves these behind, in this order: {@link Published} when it is accepted; {@link Started} when its turn
 * has come; {@link Visited} for each visit, and {@link Undone} for each visit of its undo, after a veto; {@link Skipped}
 * wherever it passes someone who leaves; {@link Ended}. A publish that is refused at its turn leaves a {@link Published}
 * and a {@link TurnRefused}, and neither starts nor ends.
 */
public sealed interface Entry {

    /** The type of the line, as it stands in the history. */
    String type();

    /**
     * The chain's settings; the first of its lines. Other nodes may repeat them as they are; the same node, when a chain
     * that was closed is opened anew under its name.
     *
     * @param phases by name
     */
    record ChainDeclared(Recorded.Holding holding, Map<String, PhaseRule> phases) implements Entry {

        public ChainDeclared {
            phases = Collections.unmodifiableMap(new LinkedHashMap<>(phases));
        }

        @Override
        public String type() {
            return "chain";
        }
    }

    /**
     * A subscriber is on the chain from here on. For a durable one that is there already it means what {@link Resumed}
     * does.
     *
     * @param version of the membership with it; grows by one with each change
     * @param before ids of those that it must precede
     * @param after ids of those that must precede it
     */
    record Registered(
            String subscriber,
            int priority,
            long version,
            Recorded.Anchor anchor,
            List<String> before,
            List<String> after,
            Set<Recorded.Trait> traits)
            implements Entry {

        public Registered {
            before = List.copyOf(before);
            after = List.copyOf(after);
            traits = Set.copyOf(traits);
        }

        @Override
        public String type() {
            return "registered";
        }
    }

    /**
     * A subscriber is on the chain no more.
     *
     * @param version of the membership without it
     */
    record Unregistered(String subscriber, long version, Recorded.Absence cause) implements Entry {
        @Override
        public String type() {
            return "unregistered";
        }
    }

    /**
     * A durable subscriber is away: it stays registered and keeps its place and its holds, and its policy answers its
     * visits. What ends that is a {@link Resumed} or an {@link Unregistered}.
     */
    record Away(String subscriber, Recorded.Absence cause) implements Entry {
        @Override
        public String type() {
            return "away";
        }
    }

    /**
     * A durable subscriber that was away is back: its place, its holds and the version are what they were.
     *
     * @param replay whether it was told first what it had missed
     */
    record Resumed(String subscriber, long version, boolean replay) implements Entry {
        @Override
        public String type() {
            return "resumed";
        }
    }

    /**
     * Another coordinator goes on with the chain, on whatever node. What is known of the chain stays. Walks that were
     * accepted and are in neither list had not started, and never will. Lines of those that are may stand behind this again,
     * since the coordinator before may not have come to write them.
     *
     * @param epoch higher than that of the coordinator before
     * @param open the walks under way
     * @param ended walks that had ended, and whose ends may not have a line yet
     */
    record Recovered(long epoch, Set<Long> open, Set<Long> ended) implements Entry {

        public Recovered {
            open = Collections.unmodifiableSet(new LinkedHashSet<>(open));
            ended = Collections.unmodifiableSet(new LinkedHashSet<>(ended));
        }

        @Override
        public String type() {
            return "recovered";
        }
    }

    /**
     * An event was accepted.
     *
     * @param walk unique in the chain, growing in the order of acceptance
     */
    record Published(long walk, String key, String phase, Recorded.Direction direction, Recorded.Cause cause)
            implements Entry {
        @Override
        public String type() {
            return "published";
        }
    }

    /**
     * A walk's turn has come.
     *
     * @param version of the membership that its route was taken from
     */
    record Started(long walk, long version) implements Entry {
        @Override
        public String type() {
            return "started";
        }
    }

    /** A visit. */
    record Visited(Turn turn) implements Entry {
        @Override
        public String type() {
            return "visited";
        }
    }

    /**
     * A visit of a walk's undo. In a replay walk, which may have ended long before, it undoes what a subscriber that
     * joins had accepted when it vetoes a later replay.
     */
    record Undone(Turn turn) implements Entry {
        @Override
        public String type() {
            return "undone";
        }
    }

    /** A walk, or its undo, passed a subscriber that is leaving or gone. */
    record Skipped(long walk, String subscriber, Recorded.Absence why) implements Entry {
        @Override
        public String type() {
            return "skipped";
        }
    }

    /**
     * A walk is over, its undo too.
     *
     * @param by who stopped or vetoed it; the empty string where nobody did
     */
    record Ended(long walk, Recorded.Outcome outcome, String by) implements Entry {
        @Override
        public String type() {
            return "ended";
        }
    }

    /** A registration, or its end, was refused. */
    record SubscriberRefused(String subscriber, String why) implements Entry {
        @Override
        public String type() {
            return "refused";
        }
    }

    /** A publish was refused at once: it never had a number. */
    record PublishRefused(String key, String why) implements Entry {
        @Override
        public String type() {
            return "refused";
        }
    }

    /** A publish that had been accepted was refused at its turn, for example since its key is already up. */
    record TurnRefused(long walk, String key, String why) implements Entry {
        @Override
        public String type() {
            return "refused";
        }
    }

    /**
     * A handler answered after its deadline (promise P9). The visit itself has a line of its own, with the policy's
     * verdict; this one is neither a visit nor an undo.
     */
    record Late(long walk, String subscriber, String phase, Recorded.Verdict verdict, long from, long to, Amends amends)
            implements Entry {
        @Override
        public String type() {
            return "late";
        }
    }

    /** What was done about a late answer. */
    sealed interface Amends {

        /** There was nothing to undo. */
        record None() implements Amends {}

        /** The late acceptance was undone on that subscriber. */
        record Undid(String phase, Recorded.Verdict verdict) implements Amends {}
    }
}
