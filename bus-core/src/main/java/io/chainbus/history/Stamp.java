package io.chainbus.history;

/**
 * When and where a line was written.
 *
 * @param at nanoseconds since the start of the run on that node; never goes back on a node, means nothing on another
 * @param node the node's name
 * @param clock Lamport clock (Lamport 1978): one for each line of a node, carried by messages between nodes, so that it
 *     grows along every chain of cause and effect
 * @param chain the name of the chain that the line is about
 */
public record Stamp(long at, String node, long clock, String chain) {}
