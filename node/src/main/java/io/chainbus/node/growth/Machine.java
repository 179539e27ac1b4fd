package io.chainbus.node.growth;

/**
 * What there is for it.
 *
 * @param cores of a node
 * @param heapBytes of a node, half of which may be held for good
 * @param networkBytes a second, into or out of a node
 * @param files that a node's process may have open
 * @param connections that the database lets in
 * @param rows a second that the database makes durable
 */
public record Machine(int cores, long heapBytes, long networkBytes, int files, int connections, int rows) {

    static final double SHARE_OF_HEAP = 0.5;
    static final double SHARE_OF_CORES = 0.5;
}
