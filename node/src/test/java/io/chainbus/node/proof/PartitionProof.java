package io.chainbus.node.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chainbus.history.check.CheckReport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * One of three nodes is cut off from the others, in network namespaces, and ends itself; the others go on. All reach the
 * journal, which is outside of their network, all the time.
 */
@Timeout(3600)
class PartitionProof {

    private static final long SEED = Long.getLong("cluster.seed", System.nanoTime());

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder;

    @Test
    void a_node_that_is_cut_off_ends_itself_and_the_others_go_on() throws Exception {
        cutOff("a bystander", Trial::bystander);
    }

    @Test
    void a_coordinator_that_is_cut_off_ends_itself_and_another_one_goes_on() throws Exception {
        cutOff("the coordinator", (trial, random) -> trial.coordinator());
    }

    @FunctionalInterface
    private interface Choice {
        int of(Trial trial, Random random) throws Exception;
    }

    private void cutOff(String who, Choice choice) throws Exception {
        String missing = Network.missing();
        if (!missing.isEmpty()) {
            System.out.println("left out: " + missing);
            return;
        }
        Random random = new Random(SEED);
        try (Network network = Network.of(3);
                JournalServer journal = JournalServer.postgresql(network.outside())) {
            Map<String, Object> settings = Trial.settings(journal);
            settings.put("insecure", "true");
            try (Trial trial = new Trial(folder, SEED, network.places(), settings)) {
                trial.start();
                trial.goOn(64 + random.nextInt(512));
                int alone = choice.of(trial, random);
                network.isolate(alone);
                trial.lost(alone);
                await().atMost(Duration.ofMinutes(2))
                        .until(() -> !trial.node(alone).isAlive());
                assertThat(trial.node(alone).exitStatus()).isEqualTo(1);
                trial.goOn(256);
                network.join(alone);
                trial.replace(alone);
                trial.goOn(128);
                long longest = trial.longestMillis();
                CheckReport.Figures figures = trial.finish();
                System.out.printf(
                        "cut off %s of 3 nodes (seed %d): ended with 1; %d walks, longest wait for a receipt %.1f s, violations 0%n",
                        who, SEED, figures.walks(), longest / 1000.0);
            }
        }
    }
}
