package io.chainbus.cluster.journal;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.chainbus.cluster.layout.AgentId;
import io.chainbus.cluster.layout.Layout;
import io.chainbus.cluster.layout.Registration;
import io.chainbus.cluster.layout.StandIn;
import io.chainbus.cluster.trace.Trace;
import io.chainbus.cluster.wire.Declaration;
import io.chainbus.cluster.wire.Ending;
import io.chainbus.cluster.wire.Payload;
import io.chainbus.cluster.wire.PublishId;
import java.util.List;
import java.util.Map;

/**
 * What happened on a chain, as it is written before anybody may see it: before a walk's first visit, before a receipt,
 * before the acknowledgement of a registration or a leave. {@link ChainState} adds them up.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ChainEvent.EpochStarted.class, name = "epoch"),
    @JsonSubTypes.Type(value = ChainEvent.Joined.class, name = "joined"),
    @JsonSubTypes.Type(value = ChainEvent.Left.class, name = "left"),
    @JsonSubTypes.Type(value = ChainEvent.WentAway.class, name = "away"),
    @JsonSubTypes.Type(value = ChainEvent.Resumed.class, name = "resumed"),
    @JsonSubTypes.Type(value = ChainEvent.Held.class, name = "held"),
    @JsonSubTypes.Type(value = ChainEvent.LetGo.class, name = "let-go"),
    @JsonSubTypes.Type(value = ChainEvent.LayoutPinned.class, name = "layout"),
    @JsonSubTypes.Type(value = ChainEvent.TrainStarted.class, name = "train"),
    @JsonSubTypes.Type(value = ChainEvent.TrainEnded.class, name = "ended"),
    @JsonSubTypes.Type(value = ChainEvent.Acknowledged.class, name = "acknowledged"),
    @JsonSubTypes.Type(value = ChainEvent.NumbersReserved.class, name = "numbers"),
    @JsonSubTypes.Type(value = ChainEvent.ChainClosed.class, name = "closed")
})
public sealed interface ChainEvent {

    /**
     * A coordinator begins its work. Whatever carries a lower epoch comes from one before it and is void.
     *
     * @param epoch one more than that of the coordinator before
     * @param node the name of the node that it is on
     */
    record EpochStarted(long epoch, String node, Declaration declaration) implements ChainEvent {}

    /**
     * A subscriber is on the chain, among equals behind all others.
     *
     * @param version of the membership with it
     * @param holds what it accepted when it was told what was up
     */
    record Joined(Registration registration, long version, List<Hold> holds) implements ChainEvent {
        public Joined {
            holds = List.copyOf(holds);
        }
    }

    /** A key that is up, and the phase that it is up in; or {@link #ANY}, for all of them. */
    record Hold(String key, String phase) {

        /** Every phase that the key is up in. */
        public static final String ANY = "";
    }

    /**
     * A subscriber is on the chain no more, and holds nothing.
     *
     * @param version of the membership without it
     */
    record Left(long seat, long version) implements ChainEvent {}

    /**
     * A durable subscriber is away.
     *
     * @param died whether it did not say so
     * @param until when its window will have passed, in milliseconds since 1970 by the clock of the coordinator's node
     */
    record WentAway(long seat, boolean died, long until) implements ChainEvent {}

    /** A durable subscriber is back in its place; the version stays. */
    record Resumed(long seat, AgentId agent, long number, StandIn standIn) implements ChainEvent {}

    /** A subscriber that was told what is up has accepted one more. */
    record Held(long seat, Hold hold) implements ChainEvent {}

    /** A hold has ended while its key is still up: the subscriber leaves, or had to undo what it was told. */
    record LetGo(long seat, Hold hold) implements ChainEvent {}

    /** The route of trains from here on. */
    record LayoutPinned(Layout layout) implements ChainEvent {}

    /**
     * Walks are about to start; nobody has been visited yet.
     *
     * @param layout the number of their layout, which has been pinned
     */
    record TrainStarted(long layout, List<Started> walks) implements ChainEvent {
        public TrainStarted {
            walks = List.copyOf(walks);
        }
    }

    /**
     * A walk.
     *
     * @param walk its number, which grows in the order of acceptance
     * @param targets whom it visits unless it ends before or they leave: for each place of its layout a character, {@code
     *     x} where it does; empty where it visits all
     */
    record Started(long walk, PublishId publish, String key, Payload payload, String phase, String targets) {}

    /**
     * Walks have ended, or were refused at their turn; nobody has a receipt yet.
     *
     * @param traces what came of their visits; walks with the same share one
     */
    record TrainEnded(List<Trace> traces, List<Ended> walks) implements ChainEvent {
        public TrainEnded {
            traces = List.copyOf(traces);
            walks = List.copyOf(walks);
        }
    }

    /**
     * The end of a walk.
     *
     * @param publish of which publish it was; needed where it was refused, and so never started
     * @param trace which of the event's traces; -1 where it was refused
     */
    record Ended(long walk, PublishId publish, Ending ending, int trace) {}

    /**
     * Publishers have their receipts: nobody will ask for these again.
     *
     * @param below for each publisher the least number that it has no receipt for
     */
    record Acknowledged(Map<String, Long> below) implements ChainEvent {
        public Acknowledged {
            below = Map.copyOf(below);
        }
    }

    /**
     * Walks may have numbers up to that from now on, whether they start or not: a number is never given twice, whoever
     * coordinates.
     */
    record NumbersReserved(long upTo) implements ChainEvent {}

    /** The chain is closed; what follows, if anything, is another one of its name. */
    record ChainClosed() implements ChainEvent {}
}
