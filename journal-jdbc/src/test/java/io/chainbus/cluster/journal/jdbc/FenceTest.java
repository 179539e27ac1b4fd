package io.chainbus.cluster.journal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.chainbus.cluster.journal.ChainEvent;
import io.chainbus.cluster.journal.ChainState;
import io.chainbus.cluster.journal.jdbc.ChainRows.Appended;
import io.chainbus.cluster.journal.jdbc.ChainRows.Compacted;
import io.chainbus.cluster.journal.jdbc.ChainRows.Fenced;
import io.chainbus.cluster.journal.jdbc.ChainRows.Found;
import io.chainbus.cluster.journal.jdbc.ChainRows.Outcome;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Writers of one chain that are there at once, on real databases. */
class FenceTest {

    @TempDir
    private Path directory;

    private Database open(Dialect dialect) {
        return Databases.open(dialect == Dialect.H2 ? Databases.h2(directory) : Databases.postgres());
    }

    @ParameterizedTest
    @EnumSource
    void whoever_claims_in_the_midst_of_writes_finds_exactly_those_that_were_acknowledged(Dialect dialect)
            throws SQLException {
        try (Database database = open(dialect)) {
            Found writer = claim(database, dialect);
            for (int round = 0; round < 15; round++) {
                Found older = writer;
                CountDownLatch underWay = new CountDownLatch(1 + round % 4);
                CompletableFuture<Long> acknowledged =
                        CompletableFuture.supplyAsync(() -> writeUntilFenced(database, older, underWay));
                awaitUninterruptibly(underWay);
                writer = claim(database, dialect);
                assertThat(writer.lastBatch()).isEqualTo(acknowledged.join());
                // Compaction must not make room for those that come too late.
                long last = writer.lastBatch();
                Found owner = writer;
                assertThat(done(
                                database,
                                connection -> owner.rows().compact(connection, last, new ChainState().snapshot())))
                        .isInstanceOf(Compacted.class);
                assertThat(done(database, connection -> older.rows().append(connection, last, events(last))))
                        .isInstanceOf(Fenced.class);
                assertThat(done(database, connection -> older.rows().append(connection, last + 1, events(last))))
                        .isInstanceOf(Fenced.class);
            }
        }
    }

    private static long writeUntilFenced(Database database, Found writer, CountDownLatch underWay) {
        long last = writer.lastBatch();
        while (true) {
            long next = last + 1;
            Outcome outcome = done(database, connection -> writer.rows().append(connection, next, events(next)));
            underWay.countDown();
            if (outcome instanceof Fenced) {
                return last;
            }
            assertThat(outcome).isInstanceOf(Appended.class);
            last = next;
        }
    }

    @ParameterizedTest
    @EnumSource
    void claims_that_come_at_once_get_one_number_each(Dialect dialect) {
        try (Database database = open(dialect)) {
            List<CompletableFuture<Found>> claims = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                claims.add(database.<Outcome>untilDone(
                                connection -> ChainRows.claim(connection, dialect, "contested", "the test"))
                        .result()
                        .thenApply(Found.class::cast)
                        .toCompletableFuture());
            }
            // All of them first: who claims after another has written goes on behind that.
            List<Found> all = claims.stream().map(CompletableFuture::join).toList();
            List<Outcome> outcomes = all.stream()
                    .map(found -> done(database, connection -> found.rows().append(connection, 1, events(1))))
                    .toList();
            assertThat(outcomes).filteredOn(Appended.class::isInstance).hasSize(1);
            assertThat(outcomes).filteredOn(Fenced.class::isInstance).hasSize(7);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_batch_may_have_any_size(Dialect dialect) throws SQLException {
        try (Database database = open(dialect)) {
            List<ChainEvent> large = List.of(new ChainEvent.EpochStarted(
                    1,
                    "n".repeat(3_000_000),
                    new io.chainbus.cluster.wire.Declaration(
                            "java.lang.String", List.of(), io.chainbus.dispatch.Holding.ACCEPTED)));
            Found writer = claim(database, dialect);
            ChainState state = new ChainState();
            large.forEach(state::apply);
            assertThat(done(database, connection -> writer.rows().append(connection, 1, large)))
                    .isInstanceOf(Appended.class);
            assertThat(claim(database, dialect).state().snapshot()).isEqualTo(state.snapshot());
        }
    }

    private static List<ChainEvent> events(long number) {
        return List.of(new ChainEvent.WentAway(number, false, number));
    }

    private static Found claim(Database database, Dialect dialect) throws SQLException {
        return (Found) database.once(connection -> ChainRows.claim(connection, dialect, "chain", "the test"));
    }

    private static Outcome done(Database database, Database.Work<Outcome> work) {
        try {
            return database.once(work);
        } catch (SQLException e) {
            throw new CompletionException(e);
        }
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
