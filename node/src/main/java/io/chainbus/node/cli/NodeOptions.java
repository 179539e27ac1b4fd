package io.chainbus.node.cli;

import io.chainbus.node.settings.NodeConfiguration;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a node is configured on the command line; what is not said there the environment, a file or the defaults say. */
final class NodeOptions {

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description =
                    "Settings in HOCON, all of which chainbus-node.conf explains: chainbus.node { ... } and akka { ... }.")
    private @Nullable Path config;

    @Option(
            names = "--cluster",
            paramLabel = "NAME",
            description = "The name that the nodes of a cluster share (default: chainbus).")
    private @Nullable String cluster;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "What it is called in logs and histories (default: its address).")
    private @Nullable String name;

    @Option(
            names = "--host",
            paramLabel = "HOST",
            description = "Where other nodes reach it (default: 127.0.0.1). Another one than loopback needs TLS files.")
    private @Nullable String host;

    @Option(names = "--port", paramLabel = "PORT", description = "The same (default: 2551; 0: the system chooses).")
    private @Nullable String port;

    @Option(
            names = "--seeds",
            paramLabel = "HOST:PORT",
            split = ",",
            description =
                    "Nodes to ask to be let in, the same list for all. The first of them starts the cluster; without any"
                            + " the node is one of its own.")
    private @Nullable List<String> seeds;

    @Option(
            names = "--join-timeout",
            paramLabel = "TIME",
            description = "How long it asks before it gives up (default: 60 s).")
    private @Nullable String joinTimeout;

    @Option(
            names = "--tls-key-store",
            paramLabel = "FILE",
            description = "Its key and certificate, PKCS12; the password is in CHAINBUS_NODE_TLS_KEY_STORE_PASSWORD.")
    private @Nullable String keyStore;

    @Option(
            names = "--tls-trust-store",
            paramLabel = "FILE",
            description =
                    "Whose certificates it trusts, PKCS12; the password is in CHAINBUS_NODE_TLS_TRUST_STORE_PASSWORD.")
    private @Nullable String trustStore;

    @Option(
            names = "--management-host",
            paramLabel = "HOST",
            description = "Where health, status and metrics are reached over HTTP (default: 127.0.0.1).")
    private @Nullable String managementHost;

    @Option(
            names = "--management-port",
            paramLabel = "PORT",
            description = "The same (default: 8558; 0: the system chooses).")
    private @Nullable String managementPort;

    @Option(
            names = "--durability",
            paramLabel = "HOW",
            description =
                    "journal (default): another node goes on with a chain where one that is gone has stopped; none: a chain"
                            + " starts anew.")
    private @Nullable String durability;

    @Option(
            names = "--journal-url",
            paramLabel = "URL",
            description =
                    "The journal's database, the same for all nodes: jdbc:postgresql://HOST/DATABASE (default: an H2 file in"
                            + " ./chainbus-journal, for the nodes of one machine).")
    private @Nullable String journalUrl;

    @Option(
            names = "--journal-user",
            paramLabel = "NAME",
            description = "Its user there; the password is in CHAINBUS_NODE_JOURNAL_PASSWORD.")
    private @Nullable String journalUser;

    @Option(names = "--history", paramLabel = "FILE", description = "Record the history of its chains in this file.")
    private @Nullable String history;

    /** All that it is configured by. */
    NodeConfiguration configuration(Map<String, String> environment) {
        Map<String, Object> said = new LinkedHashMap<>();
        put(said, "cluster", cluster);
        put(said, "name", name);
        put(said, "host", host);
        put(said, "port", port);
        put(said, "seeds", seeds);
        put(said, "join-timeout", joinTimeout);
        put(said, "tls.key-store", keyStore);
        put(said, "tls.trust-store", trustStore);
        put(said, "management.host", managementHost);
        put(said, "management.port", managementPort);
        put(said, "durability", durability);
        put(said, "journal.url", journalUrl);
        put(said, "journal.user", journalUser);
        put(said, "history", history);
        return NodeConfiguration.of(said, environment, config);
    }

    private static void put(Map<String, Object> said, String key, @Nullable Object value) {
        if (value != null) {
            said.put(key, value);
        }
    }
}
