package io.chainbus.cluster.wire;

import java.util.List;

/** What a node hears from the cluster's arbiter about its handlers that wait. */
public sealed interface ToWaiter extends WaiterCommand, Wire {

    /** Do these wait at this moment? Answered by {@link ToArbiter.Still}, and by {@link ToArbiter.Over} for the others. */
    record Confirm(long round, List<Long> numbers) implements ToWaiter {
        public Confirm {
            numbers = List.copyOf(numbers);
        }
    }

    /**
     * That wait closes a circle.
     *
     * @param circle itself first, each waits for the next, the last for the first
     */
    record Refused(long number, List<Waiting> circle) implements ToWaiter {
        public Refused {
            circle = List.copyOf(circle);
        }
    }
}
