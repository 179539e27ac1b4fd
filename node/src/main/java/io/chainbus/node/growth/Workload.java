package io.chainbus.node.growth;

/**
 * A cluster that is thought of, with everything spread evenly.
 *
 * @param nodes of the cluster
 * @param chains in all
 * @param subscribers of each chain
 * @param opened nodes that have each chain open, since they subscribe to it or publish to it
 * @param walks a second and chain
 * @param together walks that travel in one train, on the average; 1 where a chain has one under way at a time
 */
public record Workload(int nodes, int chains, int subscribers, int opened, double walks, int together) {

    public Workload {
        if (nodes < 1 || chains < 1 || subscribers < 1 || opened < 1 || walks < 0 || together < 1) {
            throw new IllegalArgumentException("a workload has one of each at the least, and no negative rate");
        }
        opened = Math.min(opened, nodes);
    }

    /** The same kind of work for so many nodes. */
    Workload onNodes(int others) {
        int scaled = (int) Math.max(1, Math.round((double) chains / nodes * others));
        return new Workload(others, scaled, subscribers, opened, walks, together);
    }

    double chainsOfANode() {
        return (double) chains / nodes;
    }

    /** Consecutive subscribers on one node are visited by one message: as many as there are nodes, if they stand by node. */
    int segments() {
        return Math.min(subscribers, opened);
    }

    double walksInAll() {
        return walks * chains;
    }

    /** Published, each segment asked and answered, and the receipt. */
    double messagesOfAWalk() {
        return (2.0 + 2.0 * segments()) / together;
    }
}
