package io.chainbus.cluster.wire;

import akka.actor.typed.ActorRef;
import io.chainbus.chain.Position;
import io.chainbus.cluster.layout.AgentId;
import io.chainbus.cluster.layout.StandIn;
import io.chainbus.cluster.trace.Trace;
import io.chainbus.coordinator.CloseMode;
import io.chainbus.coordinator.LeaveMode;
import java.util.List;

/**
 * What a chain's coordinator hears from other nodes. Each carries the clock of the sender's history; each may come late,
 * twice, or not at all.
 */
public sealed interface ToHome extends HomeCommand, Wire {

    /** Of the sender's history. */
    long clock();

    /**
     * An agent is there and knows what the chain is like. Answered by {@link ToAgent.Welcome} or {@link ToAgent.Unlike}.
     *
     * @param epoch the highest that it has heard of
     */
    record Attach(Sender from, Declaration declaration, long epoch, long clock) implements ToHome {}

    /**
     * Whoever was coordinated by that chain's name when all nodes were gone is to be so again: its open walks go on, and the
     * time within which its durable subscribers may come back begins.
     */
    record Wake(long clock) implements ToHome {}

    /** A subscriber wants onto the chain, or back onto it. */
    record Register(Sender from, Applicant applicant, long clock) implements ToHome {}

    /**
     * Who wants onto the chain.
     *
     * @param number what its agent knows it by
     * @param replay whether it is to be told first what is up
     */
    record Applicant(
            long number,
            String id,
            Position position,
            boolean observer,
            boolean durable,
            boolean replay,
            StandIn standIn) {}

    /**
     * A subscriber, wherever it is, is to leave.
     *
     * @param ask what the sender knows its question by
     * @param resigned the agent's number of the one that asks this itself, from inside its own handler, and of which
     *     nothing else is at work; 0 otherwise
     */
    record Unregister(Sender from, long ask, String id, LeaveMode mode, long resigned, long clock) implements ToHome {}

    /** A subscriber does nothing any more, as it was told to or of its own. */
    record Quiet(Sender from, long number, Farewell farewell, long clock) implements ToHome {}

    /**
     * The agent's node leaves the cluster: its subscribers are to leave, those that are durable to go away. Answered by
     * {@link ToAgent.Parted} when nothing is awaited from it any more.
     */
    record Part(Sender from, long clock) implements ToHome {}

    /** In what way. */
    enum Farewell {
        /** It has left or gone away as it was told. */
        LEFT,
        /** The same, but a handler of it is past its deadline. */
        STILL_RUNNING,
        /** Its actor has stopped. */
        DIED
    }

    /** Visits have taken place, or had taken place before. */
    record Visited(AgentId from, long epoch, List<Answered> answers, long clock) implements ToHome {
        public Visited {
            answers = List.copyOf(answers);
        }
    }

    /**
     * Walks that were asked for again had been undone here already.
     *
     * @param undoing why
     */
    record Undone(AgentId from, long epoch, int place, Trace trace, long walk, Undoing undoing, long clock)
            implements ToHome {}

    /**
     * Events are published.
     *
     * @param epoch the last one that the publisher has heard of; nothing is accepted in another, but it is told
     * @param below it has receipts for all numbers below
     * @param upTo the highest number that it has sent so far
     * @param events with growing numbers, without gaps
     */
    record Publish(
            String publisher,
            ActorRef<ToPublisher> replyTo,
            long epoch,
            long below,
            long upTo,
            List<Event> events,
            long clock)
            implements ToHome {
        public Publish {
            events = List.copyOf(events);
        }
    }

    /** Somebody wants to see the chain. */
    record Look(ActorRef<ToAgent> replyTo, long ask, long clock) implements ToHome {}

    /** Somebody waits for a release of that key, and wants to know what has to end before. */
    record Need(ActorRef<ToAgent> replyTo, long ask, String key, long clock) implements ToHome {}

    /** The chain is to be closed. */
    record Close(ActorRef<ToAgent> replyTo, long ask, CloseMode mode, long clock) implements ToHome {}
}
