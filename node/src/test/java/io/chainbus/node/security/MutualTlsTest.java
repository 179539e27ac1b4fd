package io.chainbus.node.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import akka.actor.Address;
import akka.actor.CoordinatedShutdown;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Behaviors;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.JoinSeedNodes;
import io.chainbus.node.Node;
import io.chainbus.node.TestNodes;
import io.chainbus.node.settings.NodeConfiguration;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketException;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One node inside, and others that ask to be let in, with certificates of every kind. */
@Timeout(120)
class MutualTlsTest {

    @TempDir
    static Path folder;

    private static TestKeys keys;
    private static TestNodes nodes;
    private static Node inside;

    @BeforeAll
    static void start_a_node() throws Exception {
        keys = TestKeys.in(folder);
        nodes = new TestNodes();
        inside = nodes.first(keys.options("node.p12"));
        inside.up().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    @AfterAll
    static void stop_all_nodes() throws Exception {
        nodes.close();
    }

    @Test
    void a_node_with_a_trusted_certificate_is_let_in() throws Exception {
        Node second = nodes.beside(inside, keys.options("node.p12"));
        second.up().toCompletableFuture().get(60, TimeUnit.SECONDS);
        second.leave();
        second.ended().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    /** It starts all the same, as somebody would who means no good. */
    @ParameterizedTest
    @ValueSource(strings = {"untrusted.p12", "empty.p12", "elsewhere.p12"})
    void a_node_whose_certificate_will_not_do_is_not_let_in(String keyStore) throws Exception {
        assertNotLetIn(keys.options(keyStore));
    }

    @Test
    void a_node_without_tls_is_not_let_in() throws Exception {
        assertNotLetIn(Map.of());
    }

    private static void assertNotLetIn(Map<String, Object> keys) throws Exception {
        Map<String, Object> options = new HashMap<>(keys);
        options.put("join-timeout", "2 s");
        NodeConfiguration configuration = NodeConfiguration.of(TestNodes.options(options), Map.of(), null);
        ActorSystem<Void> stranger = ActorSystem.create(Behaviors.empty(), "test", configuration.config());
        Address address = Cluster.get(stranger).selfMember().address();
        try {
            Address seed = Cluster.get(inside.system()).selfMember().address();
            Cluster.get(stranger).manager().tell(new JoinSeedNodes(List.of(seed)));
            // Not until it has stopped: where TLS has failed that may be never (akka-core, issue 29162).
            await().atMost(60, TimeUnit.SECONDS)
                    .untilAsserted(
                            () -> assertThat(CoordinatedShutdown.get(stranger).getShutdownReason())
                                    .contains(CoordinatedShutdown.clusterJoinUnsuccessfulReason()));
            assertThat(Cluster.get(inside.system()).state().getMembers())
                    .extracting(member -> member.address())
                    .doesNotContain(address);
        } finally {
            stranger.terminate();
        }
    }

    /** How it is refused does not depend on how long anybody asks: the handshake itself fails. */
    @ParameterizedTest
    @ValueSource(strings = {"untrusted.p12", "empty.p12"})
    void whoever_calls_without_a_trusted_certificate_gets_no_further_than_the_handshake(String keyStore)
            throws Exception {
        try (SSLSocket socket = call(keyStore, "TLSv1.3")) {
            // The other side hangs up, and may do so before what it says has been read.
            assertThatThrownBy(() -> readOne(socket)).isInstanceOfAny(SSLException.class, SocketException.class);
        }
    }

    @Test
    void nobody_gets_further_with_an_older_protocol() throws Exception {
        try (SSLSocket socket = call("node.p12", "TLSv1.2")) {
            assertThatThrownBy(socket::startHandshake).isInstanceOf(SSLException.class);
        }
    }

    /** In TLS 1.3 the caller hears what came of its certificate with the first thing that it reads. */
    private static int readOne(SSLSocket socket) throws IOException {
        socket.startHandshake();
        socket.getOutputStream().write(new byte[] {'A', 'K', 'K', 'A', 1});
        return socket.getInputStream().read();
    }

    private static SSLSocket call(String keyStore, String protocol) throws Exception {
        KeyFiles files = keys.of(keyStore);
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(load(files.keyStore()), TestKeys.PASSWORD.toCharArray());
        TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(load(files.trustStore()));
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
        SSLSocket socket = (SSLSocket) context.getSocketFactory()
                .createSocket(inside.address().host(), inside.address().port());
        socket.setEnabledProtocols(new String[] {protocol});
        return socket;
    }

    private static KeyStore load(Path file) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = new FileInputStream(file.toFile())) {
            store.load(in, TestKeys.PASSWORD.toCharArray());
        }
        return store;
    }
}
