package io.chainbus.cluster.wire;

import io.chainbus.cluster.trace.Trace;
import java.util.List;

/** What a publisher hears from a chain's coordinator. */
public sealed interface ToPublisher extends PublisherCommand, Wire {

    /** Of the sender's history. */
    long clock();

    /**
     * The ends of publishes.
     *
     * @param who who stands at each place of the traces
     */
    record Receipts(
            String publisher,
            List<Who> who,
            List<Trace> traces,
            List<Ending> endings,
            List<ReceiptLine> receipts,
            long clock)
            implements ToPublisher {
        public Receipts {
            who = List.copyOf(who);
            traces = List.copyOf(traces);
            endings = List.copyOf(endings);
            receipts = List.copyOf(receipts);
        }
    }

    /** A subscriber. */
    record Who(String id, boolean observer) {}

    /**
     * Which number is to come next: what was published from there on is not known, or not known any more.
     *
     * @param epoch of the coordinator that says so
     * @param kept whether it remembers what was before it; if not, nobody knows what came of what was under way
     */
    record Expected(String publisher, long epoch, boolean kept, long next, long clock) implements ToPublisher {}
}
