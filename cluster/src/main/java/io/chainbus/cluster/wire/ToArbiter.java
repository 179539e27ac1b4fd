package io.chainbus.cluster.wire;

import akka.actor.typed.ActorRef;
import java.util.List;

/** What the cluster's arbiter hears from the nodes whose handlers wait. */
public sealed interface ToArbiter extends ArbiterCommand, Wire {

    /** The uid of the node that says so. */
    long node();

    /** Handlers wait, from now on or still: it is said again from time to time, since another arbiter may not know. */
    record Begun(long node, ActorRef<ToWaiter> ref, List<Waiting> waits) implements ToArbiter {
        public Begun {
            waits = List.copyOf(waits);
        }
    }

    /** Waits have ended. */
    record Over(long node, List<Long> numbers) implements ToArbiter {
        public Over {
            numbers = List.copyOf(numbers);
        }
    }

    /** They wait at this moment. The answer to {@link ToWaiter.Confirm}. */
    record Still(long node, long round, List<Long> numbers) implements ToArbiter {
        public Still {
            numbers = List.copyOf(numbers);
        }
    }
}
