package io.chainbus.node.growth;

/**
 * What single things cost. Bytes are of the heap of a 64-bit JVM with compressed pointers, or of messages as Akka
 * serialises them.
 *
 * @param coordinatorBytes of a chain's coordinator that has nothing under way, with its shard's entry for it
 * @param agentBytes of a node's agent of a chain, with what the coordinator knows of it
 * @param subscriberBytes of a subscriber, at its agent and at the coordinator
 * @param rememberedBytes of a chain's name in the set of those that are started again, as it is sent; each node has all
 * @param gossipMemberBytes of a member in the cluster's gossip
 * @param placedShardBytes of a shard in the sharding coordinator's state
 * @param placedRegionBytes of a node in the same
 * @param walkMicros of one core, for a walk that travels alone from a publisher over two segments on two nodes and back
 * @param startMicros of one core, to start a chain's coordinator, and an agent, without a journal
 */
public record Costs(
        long coordinatorBytes,
        long agentBytes,
        long subscriberBytes,
        long rememberedBytes,
        long gossipMemberBytes,
        long placedShardBytes,
        long placedRegionBytes,
        long walkMicros,
        long startMicros) {

    /** Messages of a walk that travels alone over two segments: published, twice asked and answered, and its receipt. */
    static final int MESSAGES_OF_A_MEASURED_WALK = 6;

    /**
     * As they were measured on two cores (OpenJDK 17, serial collector), two nodes in one JVM, 1,000 chains with four
     * subscribers each: heaps are the mean of two runs, times are of a JVM that has just started, and so on the high side.
     * {@code CostsProof} measures anew.
     */
    public static final Costs MEASURED = new Costs(9_500, 10_000, 2_900, 160, 39, 10, 19, 330, 8_900);

    /** One core's time for one message between nodes, with what is done about it at both ends. */
    double messageMicros() {
        return (double) walkMicros / MESSAGES_OF_A_MEASURED_WALK;
    }
}
