package io.chainbus.node.security;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.Address;
import akka.actor.CoordinatedShutdown;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Behaviors;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.JoinSeedNodes;
import io.chainbus.node.Node;
import io.chainbus.node.TestNodes;
import io.chainbus.node.settings.NodeConfiguration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On certificates of the script that users have. */
@Timeout(120)
class MutualTlsTest {

    private static final String PASSWORD = "not-the-usual-one";

    @TempDir
    static Path folder;

    private static Path keys;

    @BeforeAll
    static void make_certificates() throws Exception {
        keys = folder.resolve("keys");
        Path log = folder.resolve("make.log");
        ProcessBuilder builder = new ProcessBuilder("../packaging/make-test-certificates", keys.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("CHAINBUS_TEST_PASSWORD", PASSWORD);
        assertThat(builder.start().waitFor()).as(() -> read(log)).isZero();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            return unreadable.toString();
        }
    }

    private static Map<String, Object> with(String keyStore) {
        return Map.of(
                "tls.key-store",
                keys.resolve(keyStore).toString(),
                "tls.key-store-password",
                PASSWORD,
                "tls.trust-store",
                keys.resolve("trust.p12").toString(),
                "tls.trust-store-password",
                PASSWORD);
    }

    @Test
    void nodes_that_trust_each_other_form_a_cluster() throws Exception {
        try (TestNodes nodes = new TestNodes()) {
            Node first = nodes.first(with("node.p12"));
            Node second = nodes.beside(first, with("node.p12"));
            Node third = nodes.beside(first, with("node.p12"));
            second.up().toCompletableFuture().get(60, TimeUnit.SECONDS);
            third.up().toCompletableFuture().get(60, TimeUnit.SECONDS);
        }
    }

    /** They start all the same, as somebody would who means no good. */
    @ParameterizedTest
    @ValueSource(strings = {"untrusted.p12", "empty.p12", "elsewhere.p12"})
    void a_node_whose_certificate_will_not_do_is_refused(String keyStore) throws Exception {
        try (TestNodes nodes = new TestNodes()) {
            Node inside = nodes.first(with("node.p12"));
            Map<String, Object> options = new HashMap<>(with(keyStore));
            options.put("join-timeout", "3 s");
            assertRefused(inside, options);
        }
    }

    @Test
    void a_node_without_tls_is_refused() throws Exception {
        try (TestNodes nodes = new TestNodes()) {
            Node inside = nodes.first(with("node.p12"));
            assertRefused(inside, Map.of("join-timeout", "3 s"));
        }
    }

    private static void assertRefused(Node inside, Map<String, Object> options) throws Exception {
        inside.up().toCompletableFuture().get(30, TimeUnit.SECONDS);
        NodeConfiguration configuration = NodeConfiguration.of(TestNodes.options(options), Map.of(), null);
        ActorSystem<Void> stranger = ActorSystem.create(Behaviors.empty(), "test", configuration.config());
        try {
            Address seed = Cluster.get(inside.system()).selfMember().address();
            Cluster.get(stranger).manager().tell(new JoinSeedNodes(List.of(seed)));
            stranger.getWhenTerminated().toCompletableFuture().get(60, TimeUnit.SECONDS);
            assertThat(CoordinatedShutdown.get(stranger).getShutdownReason())
                    .contains(CoordinatedShutdown.clusterJoinUnsuccessfulReason());
            assertThat(Cluster.get(inside.system()).state().getMembers())
                    .containsExactly(Cluster.get(inside.system()).selfMember());
        } finally {
            stranger.terminate();
        }
    }
}
