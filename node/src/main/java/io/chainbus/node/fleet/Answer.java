package io.chainbus.node.fleet;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Map;

/** What a node of a fleet says. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
@JsonSubTypes({
    @JsonSubTypes.Type(value = Answer.Here.class, name = "here"),
    @JsonSubTypes.Type(value = Answer.Up.class, name = "up"),
    @JsonSubTypes.Type(value = Answer.Progress.class, name = "progress"),
    @JsonSubTypes.Type(value = Answer.Subscribed.class, name = "subscribed"),
    @JsonSubTypes.Type(value = Answer.Published.class, name = "published"),
    @JsonSubTypes.Type(value = Answer.Driven.class, name = "driven"),
    @JsonSubTypes.Type(value = Answer.Looked.class, name = "looked"),
    @JsonSubTypes.Type(value = Answer.Closed.class, name = "closed"),
    @JsonSubTypes.Type(value = Answer.Left.class, name = "left"),
    @JsonSubTypes.Type(value = Answer.Broken.class, name = "broken")
})
public sealed interface Answer {

    /** To which order; 0 where it is to none. */
    long order();

    /**
     * Its process has started, and is in no cluster yet.
     *
     * @param address {@code host:port}, for others
     * @param management its endpoints
     */
    record Here(String address, String management) implements Answer {
        @Override
        public long order() {
            return 0;
        }
    }

    /** It has been let in. */
    record Up(long order) implements Answer {}

    /** So many keys of a {@link Order.Publish} are through, and it goes on. */
    record Progress(long order, int keys) implements Answer {}

    /**
     * The registrations have been answered.
     *
     * @param refused what was refused, a line each; empty when all stand on the chain
     */
    record Subscribed(long order, List<String> refused) implements Answer {
        public Subscribed {
            refused = List.copyOf(refused);
        }
    }

    /**
     * All keys are through.
     *
     * @param keys how each of them ended, in the order's order
     */
    record Published(long order, List<Passage> keys) implements Answer {
        public Published {
            keys = List.copyOf(keys);
        }
    }

    /**
     * How a key went through its phases.
     *
     * @param phase the last that was published
     * @param how it ended
     * @param remark who vetoed and why, or what failed
     * @param longestMillis the longest wait for one receipt
     */
    record Passage(String key, String phase, How how, String remark, long longestMillis) {}

    /** How a publish ended. */
    enum How {
        /** It got through. */
        DONE,
        VETOED,
        /** A subscriber died in the middle of it, and its policy vetoed. */
        VETOED_BY_DEATH,
        /** The key was up already. */
        ALREADY_UP,
        /** It was refused since the journal was behind: nothing was accepted, and it may be published again. */
        BEHIND,
        /** It was refused for another reason. */
        REFUSED,
        /** There was no receipt: its stage failed. */
        FAILED
    }

    /**
     * All that was published has its receipt.
     *
     * @param nanos from the first publish to the last receipt
     * @param wrong receipts that were no success, or had another number of visits
     * @param example one of those; empty where there is none
     */
    record Driven(long order, long walks, long nanos, long wrong, String example) implements Answer {}

    /**
     * What there is.
     *
     * @param seats who is on the chain, first to last
     * @param up how many keys are up, in any phase
     * @param coordinator the address of the node that coordinates the chain; empty where that could not be told
     * @param held how many keys each subscriber of this node holds by its own account
     * @param complaints what they saw that must not be: let go of what was not held, or given twice
     */
    record Looked(
            long order,
            List<String> seats,
            int up,
            String coordinator,
            Map<String, Integer> held,
            List<String> complaints)
            implements Answer {
        public Looked {
            seats = List.copyOf(seats);
            held = Map.copyOf(held);
            complaints = List.copyOf(complaints);
        }
    }

    /**
     * The chain is closed.
     *
     * @param released how many keys were up
     * @param up how many still are
     */
    record Closed(long order, int released, int up) implements Answer {}

    /**
     * The node has come to its end.
     *
     * @param ending in what way, for people
     */
    record Left(long order, String ending) implements Answer {}

    /** The order could not be carried out. */
    record Broken(long order, String why) implements Answer {}
}
