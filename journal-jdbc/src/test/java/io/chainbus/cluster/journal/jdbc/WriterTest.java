package io.chainbus.cluster.journal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.LoggingTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import io.chainbus.cluster.journal.ChainEvent;
import io.chainbus.cluster.journal.Journal;
import io.chainbus.cluster.wire.Ending;
import io.chainbus.cluster.wire.PublishId;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Writers on an H2 file. */
class WriterTest {

    private static final String LOG = JdbcJournal.class.getName();

    @TempDir
    private Path directory;

    private ActorTestKit kit;
    private Database database;

    @BeforeEach
    void open() {
        kit = ActorTestKit.create();
        database = Databases.open(Databases.h2(directory), Map.of("snapshot-after", "20 KiB"));
    }

    @AfterEach
    void close() {
        kit.shutdownTestKit();
        database.close();
    }

    @Test
    void a_new_chain_begins_with_nothing() {
        assertThat(new Coordinator(kit, database, "new").recovered().epoch()).isZero();
    }

    @Test
    void what_was_written_is_there_when_the_database_is_opened_again() {
        RandomHistory history = new RandomHistory(3);
        Coordinator coordinator = new Coordinator(kit, database, "kept");
        coordinator.recovered();
        for (int batch = 0; batch < 30; batch++) {
            coordinator.write(history.batch());
        }
        database.close();
        database = Databases.open(Databases.h2(directory));
        assertThat(new Coordinator(kit, database, "kept").recovered().snapshot())
                .isEqualTo(history.state().snapshot());
    }

    @Test
    void batches_that_come_while_one_is_out_are_written_in_their_order() {
        RandomHistory history = new RandomHistory(4);
        Coordinator coordinator = new Coordinator(kit, database, "busy");
        coordinator.recovered();
        for (int batch = 0; batch < 50; batch++) {
            coordinator.send(history.batch());
        }
        coordinator.written();
        assertThat(new Coordinator(kit, database, "busy").recovered().snapshot())
                .isEqualTo(history.state().snapshot());
    }

    @Test
    void rows_stay_few_however_much_is_written() throws SQLException {
        RandomHistory history = new RandomHistory(5);
        Coordinator coordinator = new Coordinator(kit, database, "long");
        coordinator.recovered();
        for (int batch = 0; batch < 400; batch++) {
            coordinator.write(history.batch());
        }
        long[] rows = database.once(connection -> {
            try (var statement = connection.createStatement();
                    var row = statement.executeQuery("SELECT (SELECT COUNT(*) FROM chainbus_batch),"
                            + " (SELECT batch FROM chainbus_snapshot WHERE chain = 'long')")) {
                row.next();
                return new long[] {row.getLong(1), row.getLong(2)};
            }
        });
        assertThat(rows[1]).isPositive();
        assertThat(rows[0]).isEqualTo(400 - rows[1]).isLessThan(200);
        assertThat(new Coordinator(kit, database, "long").recovered().snapshot())
                .isEqualTo(history.state().snapshot());
    }

    @Test
    void a_writer_whose_chain_was_claimed_by_another_says_by_whom_and_stops() {
        RandomHistory history = new RandomHistory(6);
        Coordinator older = new Coordinator(kit, database, "contested");
        older.recovered();
        Coordinator newer = new Coordinator(kit, database, "contested");
        newer.recovered();
        older.send(history.batch());
        assertThat(older.expect(Journal.Fenced.class).by()).startsWith("claim 2 of ");
        kit.createTestProbe().expectTerminated(older.writer());
        newer.write(new RandomHistory(7).batch());
    }

    @Test
    void what_does_not_follow_is_never_written() {
        Coordinator coordinator = new Coordinator(kit, database, "wrong");
        coordinator.recovered();
        List<ChainEvent> first = new RandomHistory(8).batch();
        coordinator.write(first);
        LoggingTestKit.error("does not follow").withLoggerName(LOG).expect(kit.system(), () -> {
            coordinator.send(List.of(new ChainEvent.TrainEnded(
                    List.of(), List.of(new ChainEvent.Ended(1, new PublishId("p", 1), Ending.completed(), 7)))));
            return coordinator.expect(Journal.Failed.class);
        });
        kit.createTestProbe().expectTerminated(coordinator.writer());
        assertThat(new Coordinator(kit, database, "wrong").recovered().epoch()).isEqualTo(1);
    }

    @Test
    void a_batch_that_is_missing_is_noticed() throws SQLException {
        Coordinator coordinator = new Coordinator(kit, database, "holed");
        coordinator.recovered();
        RandomHistory history = new RandomHistory(9);
        coordinator.write(history.batch());
        coordinator.write(history.batch());
        change("DELETE FROM chainbus_batch WHERE chain = 'holed' AND batch = 1");
        LoggingTestKit.error("batch 1 of chain holed is missing; the last is 2")
                .withLoggerName(LOG)
                .expect(kit.system(), () -> new Coordinator(kit, database, "holed").expect(Journal.Failed.class));
    }

    @Test
    void a_database_that_forgot_what_it_had_acknowledged_is_noticed() throws SQLException {
        Coordinator coordinator = new Coordinator(kit, database, "forgotten");
        coordinator.recovered();
        RandomHistory history = new RandomHistory(10);
        coordinator.write(history.batch());
        coordinator.write(history.batch());
        change("DELETE FROM chainbus_batch WHERE chain = 'forgotten' AND batch = 2");
        change("UPDATE chainbus_chain SET last_batch = 1 WHERE name = 'forgotten'");
        coordinator.send(history.batch());
        assertThat(coordinator.expect(Journal.Failed.class).why()).contains("has lost what it had");
    }

    @Test
    void what_a_newer_version_wrote_is_refused() throws SQLException {
        Coordinator coordinator = new Coordinator(kit, database, "newer");
        coordinator.recovered();
        coordinator.write(new RandomHistory(11).batch());
        change("UPDATE chainbus_batch SET format = 99 WHERE chain = 'newer'");
        assertThat(new Coordinator(kit, database, "newer")
                        .expect(Journal.Failed.class)
                        .why())
                .isEqualTo("batch 1 of chain newer is in format 99, and this Chainbus reads up to 1");
    }

    private void change(String sql) throws SQLException {
        int rows = database.once(connection -> {
            try (var statement = connection.createStatement()) {
                return statement.executeUpdate(sql);
            }
        });
        assertThat(rows).isEqualTo(1);
    }

    @Test
    void chains_that_were_opened_and_not_closed_are_known_again() {
        JdbcRegistry registry = new JdbcRegistry(database);
        for (String chain : List.of("b", "a", "c", "a")) {
            registry.opened(chain).toCompletableFuture().join();
        }
        registry.closed("b").toCompletableFuture().join();
        registry.closed("never opened").toCompletableFuture().join();
        new Coordinator(kit, database, "written only").recovered();
        database.close();
        database = Databases.open(Databases.h2(directory));
        Set<String> open =
                new JdbcRegistry(database).open().toCompletableFuture().join();
        assertThat(open).containsExactly("a", "c");
    }

    @Test
    void the_journal_is_made_from_an_actor_system_and_closed_with_it() {
        Path other = directory.resolve("other");
        ActorTestKit own = ActorTestKit.create("own", Databases.config(Databases.h2(other), Map.of()));
        JdbcJournal journal = new JdbcJournal(own.system());
        assertThat(journal.durable()).isTrue();
        TestProbe<Journal.Answer> answers = own.createTestProbe(Journal.Answer.class);
        own.spawn(journal.writer("chain", answers.getRef()));
        assertThat(answers.receiveMessage()).isInstanceOf(Journal.Recovered.class);
        own.shutdownTestKit();
        // An H2 file has one owner: it can be opened once the first has let go of it.
        Databases.open(Databases.h2(other)).close();
    }
}
