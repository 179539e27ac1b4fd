package io.chainbus.node.fleet;

import java.util.List;

/**
 * Where a node's process runs.
 *
 * @param prefix what its command stands behind, as {@code ip netns exec NAME}; it must become that process, so that who
 *     kills it kills the node
 * @param host where the other nodes reach it
 */
public record Place(List<String> prefix, String host) {

    /** On this machine's loopback. */
    public static final Place HERE = new Place(List.of(), "127.0.0.1");

    public Place {
        prefix = List.copyOf(prefix);
    }
}
