package io.chainbus.cluster.journal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import io.chainbus.cluster.journal.ChainEvent;
import io.chainbus.cluster.journal.Journal;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Writers whose PostgreSQL goes away and comes back. */
class OutageTest {

    private static ActorTestKit kit;

    private String direct;
    private Cable cable;
    private Database database;

    @BeforeAll
    static void start() {
        kit = ActorTestKit.create();
    }

    @AfterAll
    static void stop() {
        kit.shutdownTestKit();
    }

    @BeforeEach
    void open() throws IOException {
        direct = Databases.postgres();
        cable = new Cable(Databases.postgresPort());
        String name = direct.replaceAll(".*/|\\?.*", "");
        database = Databases.open(
                Databases.url(cable.port(), name), Map.of("connect-timeout", "1 s", "answer-timeout", "2 s"));
    }

    @AfterEach
    void close() throws IOException {
        database.close();
        cable.close();
    }

    @Test
    void a_writer_waits_for_its_database_says_so_and_goes_on() {
        RandomHistory history = new RandomHistory(1);
        Coordinator coordinator = new Coordinator(kit, database, "chain");
        coordinator.recovered();
        coordinator.write(history.batch());
        cable.cut();
        coordinator.send(history.batch());
        assertThat(coordinator.expect(Journal.Stalled.class).why()).startsWith("no answer of the journal for 300 ms");
        cable.mend();
        coordinator.written();
        coordinator.write(history.batch());
        assertThat(new Coordinator(kit, database, "chain").recovered().snapshot())
                .isEqualTo(history.state().snapshot());
    }

    @Test
    void a_recovery_waits_too() {
        RandomHistory history = new RandomHistory(2);
        Coordinator before = new Coordinator(kit, database, "chain");
        before.recovered();
        before.write(history.batch());
        cable.cut();
        Coordinator coordinator = new Coordinator(kit, database, "chain");
        coordinator.expect(Journal.Stalled.class);
        cable.mend();
        assertThat(coordinator.recovered().snapshot()).isEqualTo(history.state().snapshot());
    }

    @Test
    void a_commit_whose_answer_was_lost_is_not_repeated() throws SQLException {
        RandomHistory history = new RandomHistory(3);
        Coordinator coordinator = new Coordinator(kit, database, "chain");
        coordinator.recovered();
        coordinator.write(history.batch());
        cable.mute();
        List<ChainEvent> batch = history.batch();
        coordinator.send(batch);
        try (Connection other = DriverManager.getConnection(direct)) {
            await().atMost(Duration.ofSeconds(30)).until(() -> count(other, "batch") == 2);
            coordinator.expect(Journal.Stalled.class);
            cable.mend();
            cable.drop();
            coordinator.written();
            assertThat(count(other, "batch")).isEqualTo(2);
        }
        coordinator.write(history.batch());
        assertThat(new Coordinator(kit, database, "chain").recovered().snapshot())
                .isEqualTo(history.state().snapshot());
    }

    @Test
    void whoever_cannot_reach_the_database_is_fenced_off_by_whoever_can() {
        RandomHistory history = new RandomHistory(4);
        Coordinator behind = new Coordinator(kit, database, "chain");
        behind.recovered();
        cable.cut();
        behind.send(history.batch());
        behind.expect(Journal.Stalled.class);
        try (Database reached = Databases.open(direct)) {
            Coordinator ahead = new Coordinator(kit, reached, "chain");
            assertThat(ahead.recovered().epoch()).isZero();
            RandomHistory other = new RandomHistory(5);
            ahead.write(other.batch());
            cable.mend();
            behind.expect(Journal.Fenced.class);
            ahead.write(other.batch());
            assertThat(new Coordinator(kit, reached, "chain").recovered().snapshot())
                    .isEqualTo(other.state().snapshot());
        }
    }

    @Test
    void with_a_cable_that_breaks_again_and_again_each_batch_is_there_once() throws SQLException {
        RandomHistory history = new RandomHistory(6);
        SplittableRandom random = new SplittableRandom(6);
        Coordinator coordinator = new Coordinator(kit, database, "chain");
        coordinator.recovered();
        for (int batch = 1; batch <= 120; batch++) {
            coordinator.send(history.batch());
            if (random.nextInt(8) == 0) {
                cable.drop();
            }
            coordinator.written();
        }
        try (Connection other = DriverManager.getConnection(direct)) {
            assertThat(count(other, "batch")).isEqualTo(120);
        }
        assertThat(new Coordinator(kit, database, "chain").recovered().snapshot())
                .isEqualTo(history.state().snapshot());
    }

    @Test
    void a_server_that_was_killed_has_all_that_was_acknowledged(@TempDir Path directory) throws Exception {
        Path data = directory.resolve("data");
        EmbeddedPostgres first = Databases.durableServer()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .start();
        RandomHistory history = new RandomHistory(7);
        try (Database killed = Databases.open(Databases.url(first, "postgres"), Map.of("connect-timeout", "1 s"))) {
            Coordinator coordinator = new Coordinator(kit, killed, "chain");
            coordinator.recovered();
            for (int batch = 0; batch < 20; batch++) {
                coordinator.write(history.batch());
            }
            coordinator.send(history.batch());
            kill(data);
            coordinator.send(history.batch());
            // It is not there any more, which this notices, too.
            first.close();
            try (EmbeddedPostgres second = Databases.durableServer()
                    .setDataDirectory(data)
                    .setCleanDataDirectory(false)
                    .setPort(first.getPort())
                    .start()) {
                assertThat(second.getPort()).isEqualTo(first.getPort());
                coordinator.written();
                assertThat(new Coordinator(kit, killed, "chain").recovered().snapshot())
                        .isEqualTo(history.state().snapshot());
            }
        }
    }

    private static void kill(Path data) throws IOException {
        long pid = Long.parseLong(
                Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip());
        ProcessHandle server = ProcessHandle.of(pid).orElseThrow();
        List<ProcessHandle> all = server.descendants().toList();
        server.destroyForcibly();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(child -> child.onExit().join());
    }

    private static long count(Connection connection, String what) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT COUNT(" + what + ") FROM chainbus_batch")) {
            row.next();
            return row.getLong(1);
        }
    }
}
