package io.chainbus.node.proof;

import io.chainbus.history.check.CheckReport;
import io.chainbus.node.fleet.Fleet;
import io.chainbus.node.fleet.FleetJournal;
import io.chainbus.node.fleet.Place;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Nodes that die, or leave, under load from all of them: {@code mvn verify -Pcluster-tests}; {@code -Dcluster.kills=20}
 * says how often, {@code -Dcluster.seed=N} which ones and when.
 */
@Timeout(3600)
class KillProof {

    private static final long SEED = Long.getLong("cluster.seed", System.nanoTime());
    private static final int KILLS = Integer.getInteger("cluster.kills", 3);
    private static final List<Place> HERE = Collections.nCopies(3, Place.HERE);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder;

    @Test
    void nodes_are_killed_and_nothing_is_lost_doubled_or_out_of_order() throws Exception {
        Random random = new Random(SEED);
        try (FleetJournal journal = FleetJournal.in(folder);
                Trial trial = new Trial(folder, SEED, HERE, Trial.settings(journal))) {
            trial.start();
            for (int kill = 0; kill < KILLS; kill++) {
                trial.goOn(64 + random.nextInt(512));
                // One of a subscriber's, then the coordinator's, and so on.
                int victim = kill % 2 == 0 ? trial.bystander(random) : trial.coordinator();
                trial.node(victim).kill();
                trial.lost(victim);
                trial.goOn(256);
                trial.replace(victim);
            }
            told("killed " + KILLS, trial);
        }
    }

    @Test
    void nodes_that_leave_under_load_leave_nothing_behind() throws Exception {
        Random random = new Random(SEED);
        try (FleetJournal journal = FleetJournal.in(folder);
                Trial trial = new Trial(folder, SEED, HERE, Trial.settings(journal))) {
            trial.start();
            for (int leave = 0; leave < 2; leave++) {
                trial.goOn(64 + random.nextInt(256));
                int leaving = trial.bystander(random);
                Fleet.await(trial.node(leaving).leave(), 60);
                trial.lost(leaving);
                trial.goOn(128);
                trial.replace(leaving);
            }
            told("left 2", trial);
        }
    }

    @Test
    void nodes_that_leave_and_come_back_in_turn_lose_nothing() throws Exception {
        Random random = new Random(SEED);
        try (FleetJournal journal = FleetJournal.in(folder);
                Trial trial = new Trial(folder, SEED, HERE, Trial.settings(journal))) {
            trial.start();
            for (int node = 0; node < HERE.size(); node++) {
                trial.goOn(64 + random.nextInt(256));
                Fleet.await(trial.node(node).leave(), 60);
                trial.lost(node);
                trial.goOn(128);
                trial.replace(node);
            }
            trial.goOn(128);
            told("restarted each in turn", trial);
        }
    }

    private static void told(String what, Trial trial) throws Exception {
        long longest = trial.longestMillis();
        CheckReport.Figures figures = trial.finish();
        System.out.printf(
                "%s (seed %d): %d walks, %d visits, longest wait for a receipt %.1f s, violations 0%n",
                what, SEED, figures.walks(), figures.visits(), longest / 1000.0);
    }
}
