package io.chainbus.node.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** With one process, since that takes longest. */
@Timeout(180)
class FleetTest {

    private static final long PATIENCE = 120;

    @TempDir
    private Path folder;

    @Test
    void a_node_carries_out_orders_until_it_is_killed() throws Exception {
        try (Fleet fleet = new Fleet(
                folder,
                List.of("-Xmx256m", "-XX:TieredStopAtLevel=1"),
                Map.of("cluster", "test", "durability", "none"))) {
            NodeProcess node = fleet.startTogether(List.of("n1"), PATIENCE).get(0);
            List<Order.Seat> seats = List.of(Order.Seat.at("a", 2), Order.Seat.at("b", 1), refusing("c", "bad"));
            assertThat(Fleet.await(node.subscribe("chain", seats), PATIENCE).refused())
                    .isEmpty();

            Answer.Published came = Fleet.await(
                    node.publish("chain", List.of("COMING", "LIVE"), List.of("good", "bad"), 2, keys -> {}), PATIENCE);
            assertThat(came.keys())
                    .extracting(Answer.Passage::key, Answer.Passage::phase, Answer.Passage::how)
                    .containsExactly(tuple("good", "LIVE", Answer.How.DONE), tuple("bad", "COMING", Answer.How.VETOED));
            Answer.Looked looked = Fleet.await(node.look("chain"), PATIENCE);
            assertThat(looked.seats()).containsExactly("a", "b", "c");
            assertThat(looked.held()).isEqualTo(Map.of("a", 1, "b", 1, "c", 1));
            assertThat(looked.complaints()).isEmpty();

            Answer.Published again =
                    Fleet.await(node.publish("chain", List.of("COMING"), List.of("good"), 1, keys -> {}), PATIENCE);
            assertThat(again.keys()).extracting(Answer.Passage::how).containsExactly(Answer.How.ALREADY_UP);
            assertThatThrownBy(() -> Fleet.await(
                            node.publish("chain", List.of("NEVER"), List.of("good"), 1, keys -> {}), PATIENCE))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("NEVER");

            node.kill();
            assertThat(node.isAlive()).isFalse();
            assertThatThrownBy(() -> Fleet.await(node.look("chain"), PATIENCE))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("node n1");
        }
    }

    private static Order.Seat refusing(String subscriber, String key) {
        return new Order.Seat(subscriber, 0, "", List.of(), false, false, false, List.of(key));
    }

    @Test
    void a_node_ends_when_whoever_started_it_is_gone() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        NodeMain.class.getName(),
                        "port=0",
                        "management.port=0")
                .redirectError(folder.resolve("log").toFile())
                .start();
        process.getOutputStream().close();
        assertThat(process.waitFor(PATIENCE, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }
}
