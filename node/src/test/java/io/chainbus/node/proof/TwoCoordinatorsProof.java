package io.chainbus.node.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.chainbus.history.check.CheckReport;
import io.chainbus.node.fleet.NodeProcess;
import io.chainbus.node.fleet.Place;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * A coordinator goes on that another one has taken over from: the journal refuses what it writes, which its node's log says,
 * and nothing is lost, doubled or out of order.
 */
@Timeout(3600)
class TwoCoordinatorsProof {

    private static final long SEED = Long.getLong("cluster.seed", System.nanoTime());
    private static final Duration LONG = Duration.ofMinutes(2);

    /** A node that takes a minute to find the others gone. */
    private static final List<String> TRUSTING =
            List.of("env", "JAVA_TOOL_OPTIONS=-Dakka.cluster.failure-detector.acceptable-heartbeat-pause=60s");

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder;

    @Test
    void a_coordinator_that_stood_still_for_too_long_is_refused_when_it_goes_on() throws Exception {
        Random random = new Random(SEED);
        try (JournalServer journal = JournalServer.postgresql(InetAddress.getLoopbackAddress());
                Trial trial = new Trial(folder, SEED, Collections.nCopies(3, Place.HERE), Trial.settings(journal))) {
            trial.start();
            trial.goOn(64 + random.nextInt(512));
            int older = trial.coordinator();
            NodeProcess node = trial.node(older);
            signal("STOP", node);
            trial.lost(older);
            trial.goOn(256);
            assertThat(trial.coordinator()).isNotEqualTo(older);
            assertThat(trial.isFenced(node)).isFalse();
            signal("CONT", node);
            end(trial, older, "stood still");
        }
    }

    @Test
    void a_coordinator_that_does_not_notice_that_it_is_cut_off_is_refused_while_both_are_there() throws Exception {
        String missing = Network.missing();
        if (!missing.isEmpty()) {
            System.out.println("left out: " + missing);
            return;
        }
        Random random = new Random(SEED);
        try (Network network = Network.of(3);
                JournalServer journal = JournalServer.postgresql(network.outside())) {
            List<Place> places = new ArrayList<>(network.places());
            places.set(0, trusting(places.get(0)));
            Map<String, Object> settings = Trial.settings(journal);
            settings.put("insecure", "true");
            try (Trial trial = new Trial(folder, SEED, places, settings)) {
                trial.startWithTheFirst();
                assertThat(trial.coordinator()).isZero();
                trial.goOn(64 + random.nextInt(512));
                NodeProcess node = trial.node(0);
                network.isolate(0);
                trial.lost(0);
                trial.goOn(256);
                assertThat(trial.coordinator()).isPositive();
                assertThat(node.isAlive()).isTrue();
                assertThat(trial.isFenced(node)).isFalse();
                // It has to write that down before its first visit.
                trial.publishOneMore(0);
                await().atMost(LONG).until(() -> trial.isFenced(node));
                assertThat(node.isAlive()).isTrue();
                trial.goOn(256);
                network.join(0);
                end(trial, 0, "cut off");
            }
        }
    }

    private static void end(Trial trial, int older, String what) throws Exception {
        NodeProcess node = trial.node(older);
        await().atMost(LONG).until(() -> !node.isAlive());
        assertThat(node.exitStatus()).isEqualTo(1);
        assertThat(trial.isFenced(node)).isTrue();
        trial.replace(older);
        trial.goOn(256);
        long longest = trial.longestMillis();
        CheckReport.Figures figures = trial.finish();
        System.out.printf(
                "the coordinator %s (seed %d): fenced, ended with 1; %d walks, longest wait for a receipt %.1f s, violations 0%n",
                what, SEED, figures.walks(), longest / 1000.0);
    }

    private static Place trusting(Place place) {
        List<String> prefix = new ArrayList<>(place.prefix());
        prefix.addAll(TRUSTING);
        return new Place(prefix, place.host());
    }

    private static void signal(String name, NodeProcess node) throws IOException, InterruptedException {
        int status = new ProcessBuilder("kill", "-" + name, Long.toString(node.pid()))
                .inheritIO()
                .start()
                .waitFor();
        assertThat(status).isZero();
    }
}
