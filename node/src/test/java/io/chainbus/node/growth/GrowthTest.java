package io.chainbus.node.growth;

import static org.assertj.core.api.Assertions.assertThat;

import io.chainbus.node.settings.NodeConfiguration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GrowthTest {

    private static final Machine MACHINE = new Machine(2, 2_048_000_000L, 100_000_000, 65_536, 100, 20_000);
    private static final Costs COSTS = new Costs(10_000, 5_000, 1_000, 100, 50, 10, 20, 600, 2_000);
    private static final Workload SMALL = new Workload(4, 400, 4, 2, 0.5, 1);
    private static final Tuning TUNING = tuning("journal");

    private static Tuning tuning(String durability) {
        NodeConfiguration node = NodeConfiguration.of(Map.of("durability", durability), Map.of(), null);
        return Tuning.of(node.config(), node.settings().journal() != null);
    }

    private static double of(String what, Workload work, Tuning tuning) {
        return Growth.of(work, MACHINE, tuning, COSTS).stream()
                .filter(one -> one.what().strip().equals(what))
                .findFirst()
                .orElseThrow()
                .amount();
    }

    @Test
    void memory_is_each_thing_s_share_of_a_node() {
        // 100 coordinators, 200 agents, 400 subscribers, 400 names.
        assertThat(of("memory of a node that is held", SMALL, TUNING))
                .isEqualTo(100 * 10_000.0 + 200 * 5_000 + 400 * 1_000 + 400 * 100);
    }

    @Test
    void a_walk_costs_two_messages_and_two_for_each_segment_and_trains_share_them() {
        // 200 walks a second, 6 messages each, over 4 nodes; 100 microseconds a message.
        assertThat(of("messages of walks, to or from a node", SMALL, TUNING)).isEqualTo(300);
        assertThat(of("a node's work for them", SMALL, TUNING)).isEqualTo(0.03);
        Workload together = new Workload(4, 400, 4, 2, 0.5, 3);
        assertThat(of("messages of walks, to or from a node", together, TUNING)).isEqualTo(100);
        assertThat(of("rows that walks write", SMALL, TUNING)).isEqualTo(400);
    }

    @Test
    void a_node_is_watched_by_nine_others_at_the_most() {
        assertThat(of("heartbeats to and from a node", SMALL, TUNING)).isEqualTo(4 * 3 * 2);
        assertThat(of("heartbeats to and from a node", SMALL.onNodes(1000), TUNING))
                .isEqualTo(4 * 9 * 2);
    }

    @Test
    void a_death_takes_as_long_as_noticing_deciding_and_starting_again() {
        // 2.5 s, 3 s, 3 s; 250 of 1,000 shards; 100 chains started by three others with two cores each, and read.
        double placing = 250 * (1000 * 10 + 4 * 20) * 3 * 0.5 / 100e6;
        assertThat(of("a node dies: until its last chain goes on", SMALL, TUNING))
                .isCloseTo(8.5 + placing + 100 * 0.002 / 3 / 2 + 300 / 20_000.0, within());
    }

    private static org.assertj.core.data.Offset<Double> within() {
        return org.assertj.core.data.Offset.offset(1e-9);
    }

    @Test
    void without_a_journal_there_is_no_database_to_be_a_limit() {
        List<Estimate> all = Growth.of(SMALL.onNodes(1000), MACHINE, tuning("none"), COSTS);
        assertThat(all)
                .noneMatch(
                        one -> one.bound().contains("database") || one.bound().equals("max_connections"));
    }

    @Test
    void the_most_that_holds_is_where_one_node_more_would_not() {
        Workload large = SMALL.onNodes(1000);
        assertThat(Growth.first(Growth.of(large, MACHINE, TUNING, COSTS)).what())
                .isEqualTo("connections to the database");
        // 8 connections each.
        Optional<Workload> most = Growth.mostThatHolds(large, MACHINE, TUNING, COSTS);
        assertThat(most.orElseThrow().nodes()).isEqualTo(12);
        assertThat(most.orElseThrow().chains()).isEqualTo(1200);
        assertThat(Growth.mostThatHolds(SMALL, MACHINE, TUNING, COSTS)).contains(SMALL);
        Machine none = new Machine(2, 1000, 100_000_000, 65_536, 100, 20_000);
        assertThat(Growth.mostThatHolds(SMALL, none, TUNING, COSTS)).isEmpty();
    }

    @Test
    void what_is_told_has_a_line_for_each_and_what_is_beyond_its_limit_at_the_end() {
        List<String> held = GrowthText.lines(SMALL, Growth.of(SMALL, MACHINE, TUNING, COSTS), Optional.of(SMALL));
        assertThat(held.get(0))
                .isEqualTo(
                        "4 nodes, 400 chains; each with 4 subscribers, open on 2 nodes, 0.50 walks a second, 1 in a train");
        assertThat(held.get(held.size() - 1)).startsWith("Nothing is beyond its limit. Nearest: ");
        Workload large = SMALL.onNodes(1000);
        List<String> beyond = GrowthText.lines(
                large, Growth.of(large, MACHINE, TUNING, COSTS), Growth.mostThatHolds(large, MACHINE, TUNING, COSTS));
        assertThat(beyond)
                .contains("  connections to the database, 80x of max_connections")
                .last()
                .isEqualTo("In proportion 12 nodes with 1,200 chains hold.");
    }
}
