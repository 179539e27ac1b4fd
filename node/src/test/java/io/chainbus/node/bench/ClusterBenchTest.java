package io.chainbus.node.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.chainbus.node.fleet.Order;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(120)
class ClusterBenchTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "GROUPED, 3, 12, AAAABBBBCCCC",
        "ALTERNATING, 3, 12, ABCABCABCABC",
        "GROUPED, 2, 5, AAABB",
        "ALTERNATING, 1, 3, AAA"
    })
    void each_place_is_somebodys_and_in_the_order_of_priorities(
            SeatPlan layout, int nodes, int subscribers, String pattern) {
        assertThat(layout.pattern(nodes, subscribers)).isEqualTo(pattern);
        char[] seen = new char[subscribers];
        for (int node = 0; node < nodes; node++) {
            for (Order.Seat seat : layout.of(node, nodes, subscribers)) {
                int place = Integer.parseInt(seat.subscriber().substring(1));
                assertThat(seat.priority()).isEqualTo(1_000_000 - place);
                seen[place] = (char) ('A' + node);
            }
        }
        assertThat(new String(seen)).isEqualTo(pattern);
    }

    @Test
    void two_nodes_are_measured_and_every_receipt_is_looked_at() throws Exception {
        List<String> told = new ArrayList<>();
        BenchReport report = ClusterBench.run(
                new ClusterBench.Settings(2, 4, List.of(SeatPlan.GROUPED, SeatPlan.ALTERNATING), 16, 1, 1, null),
                folder,
                told::add);
        assertThat(report.holds()).as("%s", report).isTrue();
        assertThat(told).hasSize(2).first().asString().startsWith("grouped");
        assertThat(report.text()).first().asString().startsWith("alternating : grouped = ");
        assertThat(report.text()).contains("grouped: each receipt has all 4 visits");
        JsonNode json = new ObjectMapper().readTree(report.json());
        assertThat(json.get("layouts").get(1).get("pattern").asText()).isEqualTo("ABAB");
        assertThat(json.get("layouts").get(0).get("walks").asLong())
                .isEqualTo(report.figures().get(0).walks())
                .isPositive();
    }

    @Test
    void a_receipt_that_is_not_right_is_told_of() {
        ClusterBench.Settings settings = new ClusterBench.Settings(3, 12, List.of(SeatPlan.GROUPED), 1024, 1, 1, null);
        BenchReport.Figure figure = new BenchReport.Figure(
                SeatPlan.GROUPED, "AAAABBBBCCCC", 100, 1_000_000_000, 50_000, "n1", 2, "key7: eight visits");
        BenchReport report = new BenchReport(settings, 2, List.of(figure));
        assertThat(report.holds()).isFalse();
        assertThat(report.text()).contains("grouped: 2 receipts are not right, one of them: key7: eight visits");
    }
}
