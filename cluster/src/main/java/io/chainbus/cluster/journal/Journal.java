package io.chainbus.cluster.journal;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import java.util.List;

/**
 * Where chains keep what has to outlive their coordinators. One for each actor system; made by its class name ({@code
 * chainbus.cluster.journal}), with a constructor that takes the {@link akka.actor.typed.ActorSystem}. Thread-safe.
 *
 * <pre>
 *   coordinator                        writer (its child)
 *       │  ◄────── Recovered(state) ──────  │   once, first
 *       │  ─────── Write(1, events) ─────►  │
 *       │  ◄────── Written(1) ────────────  │   durable now, all of them or none
 *       │  ─────── Write(2, events) ─────►  │
 * </pre>
 *
 * <p>A coordinator has one batch out at a time, and gathers the next meanwhile. A writer that cannot go on stops, or sends
 * {@link Failed} or {@link Fenced} and then stops; its coordinator stops then, too, and is started anew, with another
 * epoch. One that has to wait for what it writes to goes on trying: it sends {@link Stalled}, and what it owes when it can.
 */
public interface Journal {

    /**
     * Whether what is written outlives the writer. Where it does not, whoever comes next starts with an empty chain.
     */
    boolean durable();

    /** Which chains there are, kept as durably as all else. */
    ChainRegistry registry();

    /**
     * The writer of that chain, which tells the coordinator first what there is. With a durable journal whoever wrote for the
     * chain before, wherever it is, cannot write any more by then.
     */
    Behavior<Write> writer(String chain, ActorRef<Answer> coordinator);

    /**
     * Events to be written, in this order, and all or none of them.
     *
     * @param batch counts from 1
     */
    record Write(long batch, List<ChainEvent> events) {
        public Write {
            events = List.copyOf(events);
        }
    }

    /** What a writer tells its coordinator. */
    sealed interface Answer {}

    /**
     * What was written so far adds up to this.
     *
     * @param state the coordinator's own: the writer keeps another one, or a {@linkplain ChainState#copy copy}
     */
    record Recovered(ChainState state) implements Answer {}

    /** That batch, and so all before it, is durable. */
    record Written(long batch) implements Answer {}

    /**
     * What was asked for takes longer than usual: until the answer to it comes the coordinator had better accept nothing
     * new. May come again while the answer does not.
     *
     * @param why a line for people
     */
    record Stalled(String why) implements Answer {}

    /**
     * Another writer has begun with the chain: nothing of this one is written any more, and what was not acknowledged may or
     * may not be there.
     *
     * @param by which one, a line for people
     */
    record Fenced(String by) implements Answer {}

    /** Nothing more is written: what was not acknowledged may or may not be there. */
    record Failed(String why) implements Answer {}
}
