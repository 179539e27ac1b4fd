package io.chainbus.coordinator;

import io.chainbus.ledger.Acquisition;
import java.util.List;

/**
 * A chain as it was at one moment: who is on it, in order and why; what is up; and counters. Immutable, and any thread may
 * read it. It is not kept up to date.
 *
 * <p>To make one takes the coordinator time in proportion to what is up; who holds what is read out of it on the reader's
 * own thread, when asked.
 *
 * <p>Not in it: subscribers that are being told what is up, since they are not on the chain yet.
 *
 * @param version of the membership
 * @param seats first to last on the way down
 * @param up each phase that each key is up in, in the order in which they came up
 */
public record ChainView<T>(String chain, long version, List<Seat> seats, List<Acquisition<T>> up, Counters counters) {

    public ChainView {
        seats = List.copyOf(seats);
        up = List.copyOf(up);
    }

    /** How many keys and phases it holds; reads all that is up. An observer holds nothing. */
    public long holds(Seat seat) {
        return up.stream()
                .filter(acquisition -> acquisition.heldBy(seat.member()))
                .count();
    }

    /** What it holds, oldest first; reads all that is up. */
    public List<Acquisition<T>> heldBy(Seat seat) {
        return up.stream()
                .filter(acquisition -> acquisition.heldBy(seat.member()))
                .toList();
    }

    /**
     * The subscriber of that id.
     *
     * @throws IllegalArgumentException if nobody of that id is on the chain
     */
    public Seat seat(String id) {
        return seats.stream()
                .filter(seat -> seat.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("nobody called '" + id + "' is on chain " + chain));
    }
}
