package io.chainbus.cluster.layout;

import io.chainbus.chain.Position;

/**
 * A subscriber on a chain of a cluster.
 *
 * @param seat its number on the chain, never used again; the smaller registered earlier. One that comes back to a place
 *     that was kept has the seat that it had
 * @param number what its agent knows it by, never used again in that agent's life
 * @param standIn what answers for it when its node is gone
 */
public record Registration(
        long seat,
        String id,
        Position position,
        boolean observer,
        boolean durable,
        AgentId agent,
        long number,
        StandIn standIn) {

    /** The same seat, with somebody else in it. */
    public Registration takenUpBy(AgentId newAgent, long newNumber, StandIn newStandIn) {
        return new Registration(seat, id, position, observer, durable, newAgent, newNumber, newStandIn);
    }

    @Override
    public String toString() {
        return id + " on " + agent;
    }
}
