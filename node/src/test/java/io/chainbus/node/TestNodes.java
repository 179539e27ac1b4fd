package io.chainbus.node;

import io.chainbus.node.settings.NodeAddress;
import io.chainbus.node.settings.NodeConfiguration;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Nodes of one test, each with an actor system of its own in this JVM and ports that the system chooses. */
public final class TestNodes implements AutoCloseable {

    private final List<Node> nodes = new ArrayList<>();

    /** The options of a node on loopback, with others besides. */
    public static Map<String, Object> options(Map<String, Object> more) {
        Map<String, Object> options =
                new HashMap<>(Map.of("port", 0, "management.port", 0, "cluster", "test", "durability", "none"));
        options.putAll(more);
        return options;
    }

    /** Starts a cluster of its own. */
    public Node first(Map<String, Object> options) {
        return keep(Node.start(NodeConfiguration.of(options(options), Map.of(), null)));
    }

    /** Starts a cluster of its own, with a file of settings. */
    Node first(Path file) {
        return keep(Node.start(NodeConfiguration.of(options(Map.of()), Map.of(), file)));
    }

    /** Starts a node that asks that one to be let in. */
    public Node beside(Node seed, Map<String, Object> options) {
        Map<String, Object> all = new HashMap<>(options);
        all.put("seeds", List.of(seed.address().toString()));
        return first(all);
    }

    private Node keep(Node node) {
        nodes.add(node);
        return node;
    }

    /** An address that is a node's, for who asks under another name. */
    public static String at(String host, NodeAddress address) {
        return new NodeAddress(host, address.port()).toString();
    }

    @Override
    public void close() throws Exception {
        nodes.forEach(node -> node.system().terminate());
        for (Node node : nodes) {
            node.ended().toCompletableFuture().get(60, TimeUnit.SECONDS);
        }
    }
}
