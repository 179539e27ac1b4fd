package io.chainbus.walk;

import io.chainbus.event.Phase;

/** Why a publish led to no walk (promise P11). */
public sealed interface PublishRefusal {

    /** One line that says what is the matter and what to do. */
    String message();

    /** The key is up in that acquire phase already; it was found at the walk's turn, behind the key's earlier walks. */
    record AlreadyUp(String key, Phase phase) implements PublishRefusal {
        @Override
        public String message() {
            return "'" + key + "' is already up in " + phase.name() + ": publish its release first";
        }
    }

    /**
     * The chain has as much to do as it may have: nothing was accepted, and nothing that was accepted is lost (promise
     * P10).
     *
     * @param limit how many events may be accepted and not ended
     */
    record Overloaded(String chain, int limit) implements PublishRefusal {
        @Override
        public String message() {
            return "chain '" + chain + "' has " + limit
                    + " events that have not ended: publish again when some have, or raise chainbus.open-limit";
        }
    }

    /** What happens on the chain cannot be kept at the moment: nothing was accepted (promise P10). */
    record JournalBehind(String chain) implements PublishRefusal {
        @Override
        public String message() {
            return "the journal of chain '" + chain + "' is behind: publish again when it goes on";
        }
    }

    /** The chain is closing, or closed. */
    record Closing(String chain) implements PublishRefusal {
        @Override
        public String message() {
            return "chain '" + chain + "' is closing and takes no more events";
        }
    }

    /** It was not an event of this chain: its phase is not one of the chain's, or its payload has no key. */
    record NotAnEvent(String message) implements PublishRefusal {}
}
