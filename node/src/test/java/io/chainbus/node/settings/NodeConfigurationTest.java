package io.chainbus.node.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chainbus.cluster.journal.jdbc.JdbcJournal;
import io.chainbus.input.InputRefused;
import io.chainbus.node.security.KeyFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeConfigurationTest {

    @TempDir
    private Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("node.conf"), text);
    }

    private static NodeSettings settings(Map<String, Object> options, Map<String, String> environment) {
        return NodeConfiguration.of(options, environment, null).settings();
    }

    private static AbstractThrowableAssert<?, ?> assertRefused(Map<String, Object> options) {
        return assertThatThrownBy(() -> settings(options, Map.of())).isInstanceOf(InputRefused.class);
    }

    @Test
    void a_node_that_is_told_nothing_is_alone_and_to_be_reached_from_this_machine_only() {
        NodeSettings settings = settings(Map.of(), Map.of());
        assertThat(settings.address()).isEqualTo(new NodeAddress("127.0.0.1", 2551));
        assertThat(settings.management()).isEqualTo(new NodeAddress("127.0.0.1", 8558));
        assertThat(settings.seeds()).isEmpty();
        assertThat(settings.keys()).isNull();
        assertThat(settings.history()).isNull();
        assertThat(settings.joinTimeout()).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void the_command_line_counts_more_than_the_environment_and_that_more_than_the_file() throws IOException {
        Path file = file("chainbus.node { port = 1, management.port = 1, name = by-file }");
        NodeConfiguration configuration = NodeConfiguration.of(
                Map.of("port", "3"), Map.of("CHAINBUS_NODE_PORT", "2", "CHAINBUS_NODE_MANAGEMENT_PORT", "2"), file);
        assertThat(configuration.settings().address().port()).isEqualTo(3);
        assertThat(configuration.settings().management().port()).isEqualTo(2);
        assertThat(configuration.settings().name()).isEqualTo("by-file");
        assertThat(configuration.config().getInt("akka.remote.artery.canonical.port"))
                .isEqualTo(3);
        assertThat(configuration.config().getInt("akka.management.http.port")).isEqualTo(2);
    }

    @Test
    void a_file_may_set_what_the_libraries_have_and_take_values_from_elsewhere_in_it() throws IOException {
        Path file = file("""
                here = 10.0.0.7
                chainbus.node { host = ${here}, insecure = true, durability = none }
                akka.cluster.roles = [edge]
                """);
        NodeConfiguration configuration = NodeConfiguration.of(Map.of(), Map.of(), file);
        assertThat(configuration.settings().address().host()).isEqualTo("10.0.0.7");
        assertThat(configuration.config().getStringList("akka.cluster.roles")).containsExactly("edge");
    }

    @Test
    void seeds_are_a_list_or_one_string_with_commas() {
        List<NodeAddress> both = List.of(new NodeAddress("a", 1), new NodeAddress("::1", 2));
        assertThat(settings(Map.of("seeds", List.of("a:1", "[::1]:2")), Map.of())
                        .seeds())
                .isEqualTo(both);
        assertThat(settings(Map.of(), Map.of("CHAINBUS_NODE_SEEDS", "a:1, [::1]:2"))
                        .seeds())
                .isEqualTo(both);
    }

    @Test
    void all_that_is_wrong_is_told_with_where_it_was_said() throws IOException {
        Path file = file("""
                chainbus.node {
                  seeds = ["a:1", "b", "c:0"]
                  cluster = "two words"
                }
                """);
        assertThatThrownBy(() -> NodeConfiguration.of(
                        Map.of("port", "many"), Map.of("CHAINBUS_NODE_JOIN_TIMEOUT", "soon"), file))
                .isInstanceOf(InputRefused.class)
                .message()
                .isEqualTo(String.join(
                        "\n",
                        "--port: expected a port from 0 to 65535 in 'port', found 'many'",
                        file + ":3: expected a name of letters, digits, - and _ in 'cluster', found 'two words'",
                        file + ":2: expected host:port for each node in 'seeds', found 'b'",
                        file + ":2: expected host:port for each node in 'seeds', found 'c:0'",
                        "CHAINBUS_NODE_JOIN_TIMEOUT: expected a time, such as 60 s in 'join-timeout', found 'soon'"));
    }

    @Test
    void what_nobody_reads_is_a_mistake() throws IOException {
        Path file = file("chainbus.node {\n  prot = 2552\n}\n");
        assertThatThrownBy(() -> NodeConfiguration.of(Map.of(), Map.of(), file))
                .isInstanceOf(InputRefused.class)
                .hasMessageStartingWith(
                        file + ":2: expected in chainbus.node one of cluster, durability, history, host")
                .hasMessageEndingWith("found 'prot'");
        assertThatThrownBy(() -> settings(Map.of(), Map.of("CHAINBUS_NODE_PROT", "2552")))
                .isInstanceOf(InputRefused.class)
                .hasMessageStartingWith("CHAINBUS_NODE_PROT: expected one of CHAINBUS_NODE_CLUSTER, ");
    }

    @Test
    void a_file_that_is_no_hocon_is_refused_with_its_line() throws IOException {
        Path file = file("chainbus.node {\n  port = \n");
        assertThatThrownBy(() -> NodeConfiguration.of(Map.of(), Map.of(), file))
                .isInstanceOf(InputRefused.class)
                .hasMessageStartingWith(file + ":")
                .message()
                .doesNotContain("\n");
        Path missing = folder.resolve("missing.conf");
        assertThatThrownBy(() -> NodeConfiguration.of(Map.of(), Map.of(), missing))
                .isInstanceOf(InputRefused.class)
                .hasMessage(missing + ": no such file");
    }

    @Test
    void a_node_that_others_reach_over_the_network_needs_tls_or_says_that_it_does_not() {
        assertRefused(Map.of("host", "192.0.2.1"))
                .hasMessageStartingWith("--host: expected tls.key-store and tls.trust-store, or insecure = true");
        assertThat(settings(Map.of("host", "192.0.2.1", "insecure", "true", "durability", "none"), Map.of())
                        .keys())
                .isNull();
        Map<String, Object> files =
                Map.of("host", "192.0.2.1", "durability", "none", "tls.key-store", "k", "tls.trust-store", "t");
        NodeConfiguration configuration =
                NodeConfiguration.of(files, Map.of("CHAINBUS_NODE_TLS_KEY_STORE_PASSWORD", "secret"), null);
        assertThat(configuration.settings().keys()).isEqualTo(new KeyFiles(Path.of("k"), "secret", Path.of("t"), ""));
        assertThat(configuration.config().getString("akka.remote.artery.transport"))
                .isEqualTo("tls-tcp");
        assertThat(configuration.settings().toString()).doesNotContain("secret");
    }

    @Test
    void chains_are_kept_in_a_file_unless_told_otherwise() {
        JournalSettings kept = settings(Map.of(), Map.of()).journal();
        java.util.Objects.requireNonNull(kept);
        assertThat(kept.url()).startsWith("jdbc:h2:file:./chainbus-journal/");
        assertThat(settings(Map.of("durability", "none"), Map.of()).journal()).isNull();
        NodeConfiguration configuration = NodeConfiguration.of(
                Map.of("journal.url", "jdbc:postgresql://db/chains", "journal.user", "node"),
                Map.of("CHAINBUS_NODE_JOURNAL_PASSWORD", "secret"),
                null);
        assertThat(configuration.config().getString("chainbus.cluster.journal")).isEqualTo(JdbcJournal.class.getName());
        assertThat(configuration.config().getString("chainbus.cluster.jdbc.url"))
                .isEqualTo("jdbc:postgresql://db/chains");
        assertThat(configuration.config().getString("chainbus.cluster.jdbc.password"))
                .isEqualTo("secret");
        assertThat(configuration.settings().toString()).doesNotContain("secret");
        assertRefused(Map.of("durability", "some"))
                .hasMessage("--durability: expected journal or none in 'durability', found 'some'");
        for (String url : List.of("jdbc:mysql://db/chains", "jdbc:h2:mem:chains", "")) {
            assertRefused(Map.of("journal.url", url))
                    .hasMessage("--journal-url: expected jdbc:postgresql://HOST/DATABASE or jdbc:h2:file:PATH in"
                            + " 'journal.url', found '" + url + "'");
        }
    }

    @Test
    void nodes_of_several_machines_do_not_keep_their_chains_in_a_file_each() {
        assertRefused(Map.of("host", "192.0.2.1", "insecure", "true"))
                .hasMessageEndingWith("an H2 file is for the nodes of one machine");
    }

    @Test
    void one_of_the_two_tls_files_alone_is_a_mistake() {
        assertRefused(Map.of("tls.key-store", "k")).hasMessageContaining("'tls.trust-store'");
    }

    @Test
    void java_serialization_is_off() {
        assertThat(NodeConfiguration.of(Map.of(), Map.of(), null)
                        .config()
                        .getBoolean("akka.actor.allow-java-serialization"))
                .isFalse();
    }
}
