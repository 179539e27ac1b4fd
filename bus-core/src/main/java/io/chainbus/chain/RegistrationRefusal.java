package io.chainbus.chain;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Why a candidate was not let onto a chain (promise P11): one type for each reason. A refusal changes nothing. Where
 * several reasons apply the candidate is told the first, in the order in which they stand here.
 */
public sealed interface RegistrationRefusal {

    /** The candidate's id. */
    String id();

    /** One sentence for a person: what is wrong and what to do about it. */
    String message();

    /** The chain is closing, or closed. */
    record ChainClosing(String id, String chain) implements RegistrationRefusal {

        @Override
        public String message() {
            return quoted(id) + " cannot join " + quoted(chain) + ", which is closing: open the chain anew";
        }
    }

    /**
     * It was to be told first what is up, and vetoed one of it (promise P6). What it had accepted before was undone.
     *
     * @param reason of the veto
     */
    record ReplayVetoed(String id, String key, String phase, String reason) implements RegistrationRefusal {

        @Override
        public String message() {
            return quoted(id) + " vetoed the replay of " + phase + " of " + quoted(key) + ": " + reason;
        }
    }

    /** Its actor stopped, or it was unregistered, before it was told all that is up. */
    record GoneMeanwhile(String id) implements RegistrationRefusal {

        @Override
        public String message() {
            return quoted(id) + " was gone before it had been told all that is up: register it again";
        }
    }

    /** The id is registered already. */
    record DuplicateId(String id) implements RegistrationRefusal {

        @Override
        public String message() {
            return quoted(id) + " is registered already: unregister it first, or choose another id";
        }
    }

    /**
     * Somebody of that id is away, and its place is kept for it (promise P3c): the candidate is not durable, or is not
     * as that one was.
     *
     * @param kept the position that is kept
     * @param observer whether it is that of an observer
     */
    record PlaceKept(String id, Position kept, boolean observer) implements RegistrationRefusal {

        @Override
        public String message() {
            return quoted(id) + " is away and its place is kept: come back durable and as it was (" + kept
                    + (observer ? ", observer" : "") + "), or unregister it first";
        }
    }

    /**
     * Somebody in the candidate's band has the priority, and one of the two asked for it to be unique.
     *
     * @param takenBy who has it; the earliest registered, where several have
     */
    record PriorityTaken(String id, int priority, String takenBy) implements RegistrationRefusal {

        @Override
        public String message() {
            return quoted(id) + " cannot have priority " + priority + ", which " + quoted(takenBy)
                    + " has and one of the two wants to be unique: choose another priority, or let neither ask for"
                    + " unique and say before or after " + quoted(takenBy);
        }
    }

    /**
     * The band FIRST or LAST has members that the candidate is not ordered against directly, by a constraint of its
     * own or of theirs that names the other.
     *
     * @param unordered the ids of those members, the earliest registered first
     */
    record BandTaken(String id, Anchor anchor, List<String> unordered) implements RegistrationRefusal {

        public BandTaken {
            unordered = List.copyOf(unordered);
        }

        @Override
        public String message() {
            String them = unordered.stream().map(RegistrationRefusal::quoted).collect(Collectors.joining(", "));
            return quoted(id) + " cannot be " + anchor + " beside " + them
                    + " without saying which comes first: add before or after for each of them, or drop the anchor";
        }
    }

    /**
     * The candidate's constraints, together with those of members and with the bands, contradict each other.
     *
     * @param cycle the contradiction: each constraint's later id is the next one's earlier id, the last one's is the
     *     first one's, and that is the candidate. No shorter one exists
     */
    record Cycle(String id, List<Constraint> cycle) implements RegistrationRefusal {

        public Cycle {
            cycle = List.copyOf(cycle);
        }

        @Override
        public String message() {
            return quoted(id) + " cannot stand anywhere, since these contradict each other: "
                    + cycle.stream().map(Constraint::toString).collect(Collectors.joining(", "))
                    + "; drop one of them";
        }
    }

    /**
     * It was to join several chains or none, and another of them refused it.
     *
     * @param chain the other chain
     */
    record RefusedElsewhere(String id, String chain) implements RegistrationRefusal {

        @Override
        public String message() {
            return quoted(id) + " was to join this chain only together with chain " + quoted(chain)
                    + ", which refused it: see that chain's answer";
        }
    }

    private static String quoted(String id) {
        return "'" + id + "'";
    }
}
