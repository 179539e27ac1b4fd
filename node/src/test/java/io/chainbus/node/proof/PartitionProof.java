package io.chainbus.node.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chainbus.history.check.CheckReport;
import io.chainbus.node.fleet.Place;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** One of three nodes is cut off from the others, in network namespaces, and ends itself; the others go on. */
@Timeout(3600)
class PartitionProof {

    private static final long SEED = Long.getLong("cluster.seed", System.nanoTime());

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder;

    @Test
    void the_smaller_part_of_a_split_cluster_ends_itself_and_the_larger_goes_on() throws Exception {
        String missing = Network.missing();
        if (!missing.isEmpty()) {
            System.out.println("left out: " + missing);
            return;
        }
        Random random = new Random(SEED);
        try (Network network = Network.of(3)) {
            List<Place> places = IntStream.range(0, 3).mapToObj(network::place).toList();
            Map<String, Object> settings = Map.of("cluster", "proof", "insecure", "true", "durability", "none");
            try (Trial trial = new Trial(folder, SEED, places, settings)) {
                trial.start();
                trial.goOn(128);
                int alone = trial.bystander(random);
                for (int other = 0; other < 3; other++) {
                    if (other != alone) {
                        network.cut(alone, other);
                    }
                }
                await().atMost(Duration.ofMinutes(2))
                        .until(() -> !trial.node(alone).isAlive());
                trial.lost(alone);
                trial.goOn(256);
                for (int other = 0; other < 3; other++) {
                    if (other != alone) {
                        network.heal(alone, other);
                    }
                }
                trial.replace(alone);
                trial.goOn(128);
                long longest = trial.longestMillis();
                CheckReport.Figures figures = trial.finish();
                assertThat(figures.walks()).isPositive();
                System.out.printf(
                        "cut off 1 of 3 (seed %d): %d walks, longest wait for a receipt %.1f s, violations 0%n",
                        SEED, figures.walks(), longest / 1000.0);
            }
        }
    }
}
