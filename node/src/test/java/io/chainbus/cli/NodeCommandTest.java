package io.chainbus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.chainbus.node.Node;
import io.chainbus.node.TestNodes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code chainbus node} and {@code chainbus cluster}, as they are called. */
@Timeout(120)
class NodeCommandTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    private int run(String... arguments) {
        try (PrintWriter to = new PrintWriter(out, true, StandardCharsets.UTF_8);
                PrintWriter errors = new PrintWriter(err, true, StandardCharsets.UTF_8)) {
            return Main.run(Commands.commandLine(), false, to, errors, arguments);
        }
    }

    private String said() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String complaint() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"node", "cluster", "cluster status", "cluster demo", "cluster bench", "cluster plan"})
    void every_command_has_help_with_an_example(String command) {
        assertThat(run((command + " --help").split(" "))).isZero();
        assertThat(said()).contains("Usage: chainbus " + command).contains("Example:");
    }

    @Test
    void a_configuration_that_is_wrong_is_one_line_and_status_2() throws IOException {
        Path file = Files.writeString(folder.resolve("node.conf"), "chainbus.node {\n  port = many\n}\n");
        assertThat(run("node", "--config", file.toString())).isEqualTo(2);
        assertThat(complaint()).isEqualTo(file + ":2: expected a port from 0 to 65535 in 'port', found 'many'\n");
        assertThat(said()).isEmpty();
    }

    @Test
    void what_a_library_does_not_understand_is_one_line_and_status_2_too() throws IOException {
        Path file = Files.writeString(
                folder.resolve("node.conf"), "akka.cluster.gossip-interval = soon\nchainbus.node.port = 0\n");
        assertThat(run("node", "--config", file.toString(), "--management-port", "0"))
                .isEqualTo(2);
        assertThat(complaint())
                .startsWith(file + ":1: ")
                .contains("gossip-interval")
                .hasLineCount(1);
    }

    @Test
    void key_files_that_will_not_do_are_told_before_anything_starts() {
        String keys = folder.resolve("keys.p12").toString();
        String trust = folder.resolve("trust.p12").toString();
        assertThat(run("node", "--port", "0", "--tls-key-store", keys, "--tls-trust-store", trust))
                .isEqualTo(2);
        assertThat(complaint())
                .isEqualTo(keys + ": expected a PKCS12 file that can be read, found none\n" + trust
                        + ": expected a PKCS12 file that can be read, found none\n");
    }

    @Test
    void a_history_that_cannot_be_written_is_refused() {
        String history = folder.resolve("no-folder").resolve("h.jsonl").toString();
        assertThat(run("node", "--durability", "none", "--port", "0", "--management-port", "0", "--history", history))
                .isEqualTo(2);
        assertThat(complaint()).isEqualTo(history + ": no such file\n");
    }

    @Test
    void a_node_that_nobody_lets_in_is_status_1() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        assertThat(run(
                        ("node --durability none --port 0 --management-port 0 --name lonely --join-timeout 1s --seeds 127.0.0.1:"
                                        + free)
                                .split(" ")))
                .isEqualTo(1);
        assertThat(complaint()).contains("node lonely was not let into the cluster: no seed answered");
    }

    @Test
    void the_status_is_told_by_any_node() throws Exception {
        try (TestNodes nodes = new TestNodes()) {
            Node node = nodes.first(Map.of());
            node.up().toCompletableFuture().get(30, TimeUnit.SECONDS);
            assertThat(run("cluster", "status", "--url", node.management().toString()))
                    .isZero();
            assertThat(said())
                    .startsWith("cluster test, as " + node.address() + " sees it")
                    .contains(node.address() + "  up, leader");
            assertThat(run(
                            "cluster",
                            "status",
                            "--json",
                            "--url",
                            node.management().toString()))
                    .isZero();
            assertThat(said()).contains("{\"cluster\":\"test\"");
        }
    }

    @Test
    void where_no_node_answers_that_is_status_2() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        String url = "http://127.0.0.1:" + free;
        assertThat(run("cluster", "status", "--url", url)).isEqualTo(2);
        assertThat(complaint()).startsWith(url + ": expected the endpoints of a node: nobody answers");
        assertThat(run("cluster", "status", "--url", "nowhere")).isEqualTo(2);
    }

    @Test
    void a_plan_says_by_its_status_whether_anything_is_beyond_its_limit() {
        assertThat(run("cluster plan --nodes 3 --chains 30".split(" "))).isZero();
        assertThat(said()).startsWith("3 nodes, 30 chains;").contains("Nothing is beyond its limit. Nearest: ");
        assertThat(run("cluster plan --nodes 300 --chains 30".split(" "))).isEqualTo(1);
        assertThat(said()).contains("connections to the database, 24x of max_connections");
        assertThat(run("cluster plan --nodes 0 --chains 30".split(" "))).isEqualTo(2);
        assertThat(run("cluster plan --nodes 10001 --chains 30".split(" "))).isEqualTo(2);
        assertThat(run("cluster plan --nodes 3 --chains 30 --walks -1".split(" ")))
                .isEqualTo(2);
        assertThat(run("cluster plan --nodes 3 --chains 30 --config none.conf".split(" ")))
                .isEqualTo(2);
        assertThat(complaint()).isEqualTo("""
                chainbus cluster plan: expected a number from 1 for --nodes, found '0' (see chainbus cluster plan --help)
                chainbus cluster plan: expected at the most 10000 nodes, found '10001' (see chainbus cluster plan --help)
                chainbus cluster plan: expected a rate for --walks, found '-1.0' (see chainbus cluster plan --help)
                none.conf: no such file
                """);
    }

    @Test
    void a_cluster_command_that_is_missing_or_unknown_is_a_wrong_call() {
        assertThat(run("cluster")).isEqualTo(2);
        assertThat(complaint()).startsWith("chainbus cluster: expected a command: demo, status, bench or plan");
        assertThat(run("cluster", "demo", "--keep", folder.toString())).isEqualTo(2);
        assertThat(complaint()).contains("expected a folder to make for --keep, found that " + folder + " is there");
    }
}
