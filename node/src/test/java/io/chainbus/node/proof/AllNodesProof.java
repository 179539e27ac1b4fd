package io.chainbus.node.proof;

import io.chainbus.history.check.CheckReport;
import io.chainbus.node.fleet.Place;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** All nodes are killed at once, in the middle of their work, and others start again from the journal alone. */
@Timeout(3600)
class AllNodesProof {

    private static final long SEED = Long.getLong("cluster.seed", System.nanoTime());
    private static final List<Place> HERE = Collections.nCopies(3, Place.HERE);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder;

    @Test
    void what_was_up_goes_down_by_subscribers_that_came_back_when_all_nodes_were_gone() throws Exception {
        Random random = new Random(SEED);
        try (JournalServer journal = JournalServer.in(folder);
                Trial trial = new Trial(folder, SEED, HERE, Trial.settings(journal), true)) {
            trial.start();
            for (int stop = 0; stop < 2; stop++) {
                trial.goOn(64 + random.nextInt(256));
                trial.killAll();
                trial.startAgain();
                trial.goOn(64);
            }
            CheckReport.Figures figures = trial.finish();
            System.out.printf(
                    "killed all, twice (seed %d): %d walks, %d visits, violations 0%n",
                    SEED, figures.walks(), figures.visits());
        }
    }
}
