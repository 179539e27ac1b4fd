package io.chainbus.cluster.wire;

import akka.actor.typed.ActorRef;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.chainbus.chain.RegistrationRefusal;
import io.chainbus.cluster.layout.AgentId;
import io.chainbus.coordinator.Counters;
import java.util.List;

/** What an agent hears from a chain's coordinator. Each may come late, twice, or not at all. */
public sealed interface ToAgent extends AgentCommand, Wire {

    /** Of the sender's history. */
    long clock();

    /**
     * The coordinator knows the agent.
     *
     * @param home where it can be watched
     * @param kept whether it remembers what was before it; if not, all is to be registered again
     */
    record Welcome(AgentId to, long epoch, ActorRef<HomeCommand> home, boolean kept, long clock) implements ToAgent {}

    /** The coordinator does not know the agent, and did not do what it was asked. */
    record WhoAreYou(long clock) implements ToAgent {}

    /** The chain is there already, and is not like that. */
    record Unlike(Declaration declared, long clock) implements ToAgent {}

    /** Walks visit segments: all that there is for the agent at the time. */
    record Visit(AgentId to, long epoch, Horizon horizon, List<Errand> errands, long clock) implements ToAgent {
        public Visit {
            errands = List.copyOf(errands);
        }
    }

    /** A subscriber is on the chain. */
    record Registered(long number, long version, boolean resumed, List<Hold> holds, long clock) implements ToAgent {
        public Registered {
            holds = List.copyOf(holds);
        }
    }

    /** A key that is up, and the phase that it is up in. */
    record Hold(String key, String phase) {}

    /** A subscriber is not. */
    record Refused(long number, Why why, long clock) implements ToAgent {}

    /** Why. */
    record Why(
            @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
            @JsonSubTypes({
                @JsonSubTypes.Type(RegistrationRefusal.ChainClosing.class),
                @JsonSubTypes.Type(RegistrationRefusal.ReplayVetoed.class),
                @JsonSubTypes.Type(RegistrationRefusal.GoneMeanwhile.class),
                @JsonSubTypes.Type(RegistrationRefusal.DuplicateId.class),
                @JsonSubTypes.Type(RegistrationRefusal.PlaceKept.class),
                @JsonSubTypes.Type(RegistrationRefusal.PriorityTaken.class),
                @JsonSubTypes.Type(RegistrationRefusal.BandTaken.class),
                @JsonSubTypes.Type(RegistrationRefusal.Cycle.class),
                @JsonSubTypes.Type(RegistrationRefusal.RefusedElsewhere.class)
            })
            RegistrationRefusal refusal) {}

    /** A subscriber is to begin no more visits, and to say when those that have begun are over. */
    record Order(long epoch, long number, Kind kind, long clock) implements ToAgent {}

    /** What a subscriber is told. */
    enum Kind {
        /** It lets go of what it holds: visits of its own leaving go on. */
        PART,
        /** It leaves. */
        LEAVE,
        /** It is durable and goes away. */
        GO_AWAY,
        /** It is known to be away. */
        NOTED,
        /** It is on the chain no more: nothing of it will be asked for. */
        FORGET
    }

    /** The answer to something that the agent has asked for. */
    sealed interface Reply extends ToAgent {

        /** What the agent knows its question by. */
        long ask();
    }

    /** The answer to somebody who wanted a subscriber to leave. */
    record Unregistered(long ask, Left how, boolean stillRunning, long clock) implements Reply {}

    /** How it went. */
    enum Left {
        LEFT,
        WENT_AWAY,
        NOT_DURABLE,
        UNKNOWN
    }

    /** The chain that had a coordinator of that epoch is closed: what is there by its name, if anything, is another. */
    record Over(long epoch, long clock) implements ToAgent {}

    /** Nobody is with the agent any more whom the coordinator knows of, and no answer is awaited from it. */
    record Parted(AgentId to, long clock) implements ToAgent {}

    /** The chain as it is now. */
    record Seen(long ask, Picture picture, long clock) implements Reply {}

    /**
     * What has to end before a release of a key comes.
     *
     * @param all whatever is under way
     * @param subscribers who may still be visited before, if not all
     */
    record Needed(long ask, boolean all, List<String> subscribers, long clock) implements Reply {
        public Needed {
            subscribers = List.copyOf(subscribers);
        }
    }

    /**
     * The chain as it is now.
     *
     * @param members in the order of their registration
     * @param ups in the order in which they came up
     */
    record Picture(long version, List<Sitting> members, List<Holding> ups, Counters counters) {
        public Picture {
            members = List.copyOf(members);
            ups = List.copyOf(ups);
        }
    }

    /** A subscriber, and how it is. */
    record Sitting(long seat, ToHome.Applicant applicant, String node, io.chainbus.coordinator.Seat.State state) {}

    /** What is up, and the seats of those who hold it. */
    record Holding(String key, String phase, Payload payload, long walk, List<Long> seats) {
        public Holding {
            seats = List.copyOf(seats);
        }
    }

    /** The chain is closed. */
    record Closed(long ask, int released, int up, long clock) implements Reply {}
}
