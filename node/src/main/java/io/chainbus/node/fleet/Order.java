package io.chainbus.node.fleet;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/** What a node of a fleet is told to do. Each is answered by one {@link Answer}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
@JsonSubTypes({
    @JsonSubTypes.Type(value = Order.Join.class, name = "join"),
    @JsonSubTypes.Type(value = Order.Subscribe.class, name = "subscribe"),
    @JsonSubTypes.Type(value = Order.Publish.class, name = "publish"),
    @JsonSubTypes.Type(value = Order.Drive.class, name = "drive"),
    @JsonSubTypes.Type(value = Order.Look.class, name = "look"),
    @JsonSubTypes.Type(value = Order.Close.class, name = "close"),
    @JsonSubTypes.Type(value = Order.Leave.class, name = "leave")
})
public sealed interface Order {

    /** The name by which answers know it; unique for a node. */
    long id();

    /** Asks these, each {@code host:port}, to be let into their cluster; answered when it is up. */
    record Join(long id, List<String> seeds) implements Order {
        public Join {
            seeds = List.copyOf(seeds);
        }
    }

    /** Registers subscribers, one after the other; answered when all registrations have been. */
    record Subscribe(long id, String chain, List<Seat> seats) implements Order {
        public Subscribe {
            seats = List.copyOf(seats);
        }
    }

    /**
     * A subscriber that keeps its own account of what it holds.
     *
     * @param anchor {@code first}, {@code last} or empty
     * @param after ids that come before it
     * @param observer whether it is visited whatever it holds
     * @param replay whether it wants to be told what is up
     * @param durable whether it keeps its place and its holds while it is away
     * @param refuses keys that it vetoes
     */
    record Seat(
            String subscriber,
            int priority,
            String anchor,
            List<String> after,
            boolean observer,
            boolean replay,
            boolean durable,
            List<String> refuses) {
        public Seat {
            after = List.copyOf(after);
            refuses = List.copyOf(refuses);
        }

        /** One that stands by its priority, and refuses nothing. */
        public static Seat at(String subscriber, int priority) {
            return new Seat(subscriber, priority, "", List.of(), false, false, false, List.of());
        }
    }

    /**
     * Takes each key through the phases, by their names in {@link io.chainbus.event.ModulePhase}: the next when the one
     * before has got through. Answered when the last key has.
     *
     * @param inFlight so many keys are under way at once
     */
    record Publish(long id, String chain, List<String> phases, List<String> keys, int inFlight) implements Order {
        public Publish {
            phases = List.copyOf(phases);
            keys = List.copyOf(keys);
        }
    }

    /**
     * Publishes as fast as receipts come, each event with a key of its own.
     *
     * @param phase by its name in {@link io.chainbus.event.ModulePhase}
     * @param inFlight so many events are under way at any time
     * @param visits how many each receipt must have
     */
    record Drive(long id, String chain, String phase, int inFlight, int seconds, int visits) implements Order {}

    /** Asks for the chain and for the accounts of the subscribers here; what is recorded by then can be read. */
    record Look(long id, String chain) implements Order {}

    /** Closes the chain: what was accepted ends, and then what is up is released. */
    record Close(long id, String chain) implements Order {}

    /** Leaves the cluster in good order; the answer is that it has left. */
    record Leave(long id) implements Order {}
}
