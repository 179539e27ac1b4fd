package io.chainbus.cluster.layout;

/**
 * One life of one node's agent. An agent that was started anew, or a node that came back under its address, is another
 * one: it remembers nothing, so that what was sent to the one before must not reach it.
 *
 * @param name the node's name, as in histories
 * @param node the uid of the node's actor system, which no other life of the node has
 * @param life grows with each start of the agent on that node
 */
public record AgentId(String name, long node, long life) {

    @Override
    public String toString() {
        return name + "#" + Long.toHexString(node) + (life == 1 ? "" : "." + life);
    }
}
