package io.chainbus.node.proof;

import io.chainbus.history.check.CheckReport;
import io.chainbus.node.fleet.Fleet;
import io.chainbus.node.fleet.Place;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Nodes that die, or leave, and a database that is away, under load from all nodes: {@code mvn verify
 * -Pcluster,cluster-tests}; {@code -Dcluster.kills=20} says how often something is lost, {@code -Dcluster.seed=N} what
 * and when.
 */
@Timeout(3600)
class KillProof {

    private static final long SEED = Long.getLong("cluster.seed", System.nanoTime());
    private static final int KILLS = Integer.getInteger("cluster.kills", 3);
    private static final List<Place> HERE = Collections.nCopies(3, Place.HERE);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder;

    /** What is lost. */
    private enum Target {
        BYSTANDER,
        COORDINATOR,
        DATABASE
    }

    @Test
    void nodes_and_the_database_are_lost_and_nothing_is_lost_doubled_or_out_of_order() throws Exception {
        Random random = new Random(SEED);
        Map<Target, Integer> strikes = new EnumMap<>(Target.class);
        long refused = 0;
        try (JournalServer journal = JournalServer.in(folder);
                Trial trial = new Trial(folder, SEED, HERE, Trial.settings(journal))) {
            trial.start();
            List<Target> targets = new ArrayList<>();
            for (int strike = 0; strike < KILLS; strike++) {
                if (targets.isEmpty()) {
                    targets.addAll(List.of(Target.values()));
                    Collections.shuffle(targets, random);
                }
                Target target = targets.remove(0);
                trial.goOn(64 + random.nextInt(512));
                // Among the walks that are under way by then are such of all phases, and some that are undone.
                TimeUnit.MICROSECONDS.sleep(random.nextInt(20_000));
                switch (target) {
                    case BYSTANDER -> lose(trial, trial.bystander(random));
                    case COORDINATOR -> lose(trial, trial.coordinator());
                    case DATABASE -> {
                        boolean isLong = strikes.getOrDefault(target, 0) % 2 == 0;
                        refused += trial.cutOff(journal.line(), outage(random, isLong));
                    }
                }
                strikes.merge(target, 1, Integer::sum);
            }
            told("lost " + strikes + ", refused meanwhile " + refused, trial);
        }
    }

    private static void lose(Trial trial, int victim) throws Exception {
        trial.node(victim).kill();
        trial.lost(victim);
        trial.goOn(256);
        trial.replace(victim);
    }

    /** Longer than the journal may be behind, or every other time so short that nobody is refused, as a rule. */
    private static Duration outage(Random random, boolean isLong) {
        long stallAfter = Trial.STALL_AFTER.toMillis();
        return Duration.ofMillis(
                isLong ? random.nextLong(2 * stallAfter, 6 * stallAfter) : random.nextLong(50, stallAfter * 8 / 10));
    }

    @Test
    void nodes_that_leave_under_load_leave_nothing_behind() throws Exception {
        Random random = new Random(SEED);
        try (JournalServer journal = JournalServer.in(folder);
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
        try (JournalServer journal = JournalServer.in(folder);
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
