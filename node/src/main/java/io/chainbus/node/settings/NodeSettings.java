package io.chainbus.node.settings;

import io.chainbus.node.security.KeyFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code chainbus.node} says, see {@code chainbus-node.conf} for each.
 *
 * @param cluster the name that the nodes of a cluster share
 * @param name the node's own; empty where its address is to be its name
 * @param address of the node, for others; port 0 where the system is to choose one
 * @param seeds whom it asks to be let in
 * @param joinTimeout how long it asks
 * @param keys of mutual TLS; null where what is sent is not encrypted
 * @param management of its endpoints over HTTP
 * @param journal where chains keep what outlives their coordinators; null where nothing does
 * @param history the file of its history; null where none is recorded
 */
public record NodeSettings(
        String cluster,
        String name,
        NodeAddress address,
        List<NodeAddress> seeds,
        Duration joinTimeout,
        @Nullable KeyFiles keys,
        NodeAddress management,
        @Nullable JournalSettings journal,
        @Nullable Path history) {

    public NodeSettings {
        seeds = List.copyOf(seeds);
    }
}
