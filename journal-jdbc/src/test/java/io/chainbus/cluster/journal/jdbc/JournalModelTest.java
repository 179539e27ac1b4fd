package io.chainbus.cluster.journal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.chainbus.cluster.journal.ChainEvent;
import io.chainbus.cluster.journal.ChainSnapshot;
import io.chainbus.cluster.journal.ChainState;
import io.chainbus.cluster.journal.jdbc.ChainRows.Appended;
import io.chainbus.cluster.journal.jdbc.ChainRows.Compacted;
import io.chainbus.cluster.journal.jdbc.ChainRows.Fenced;
import io.chainbus.cluster.journal.jdbc.ChainRows.Found;
import io.chainbus.cluster.journal.jdbc.ChainRows.Outcome;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random histories on a connection that breaks, with writers that crash at any point and others that take over: what is
 * found is what the model says, each batch once.
 */
class JournalModelTest {

    private static Database database;

    @BeforeAll
    static void open() {
        database = Databases.inMemory();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    /** So many, or as many as {@code -Dchainbus.runs} says, or the one of {@code -Dchainbus.seed}. */
    static LongStream seeds() {
        Long seed = Long.getLong("chainbus.seed");
        long first = new SplittableRandom().nextLong();
        return seed == null
                ? LongStream.range(0, Long.getLong("chainbus.runs", 40)).map(run -> first + run)
                : LongStream.of(seed);
    }

    @ParameterizedTest(name = "-Dchainbus.seed={0}")
    @MethodSource("seeds")
    void whoever_takes_over_finds_what_was_acknowledged_and_at_the_most_the_batch_that_was_out(long seed)
            throws SQLException {
        new Run(seed).go();
    }

    private static final class Run {
        private final SplittableRandom random;
        private final String chain;
        private final Faults faults;
        private final RandomHistory history;

        private Found writer;
        /** What was acknowledged. */
        private ChainSnapshot durable = new ChainState().snapshot();

        private long batches;

        Run(long seed) throws SQLException {
            random = new SplittableRandom(seed);
            chain = "chain " + seed;
            faults = new Faults(random.split(), 6);
            history = new RandomHistory(seed);
            writer = claimed();
        }

        void go() throws SQLException {
            for (int step = 0; step < 60; step++) {
                int what = random.nextInt(10);
                if (what == 0) {
                    takenOver();
                } else if (what == 1) {
                    compacted();
                } else if (what == 2) {
                    crashedWhileWriting();
                    return;
                } else {
                    written();
                }
            }
            takenOver();
        }

        private void written() throws SQLException {
            List<ChainEvent> events = history.batch();
            assertThat(untilDone((rows, connection) -> rows.append(connection, batches + 1, events)))
                    .isInstanceOf(Appended.class);
            acknowledged();
        }

        private void acknowledged() {
            batches++;
            durable = history.state().snapshot();
        }

        private void compacted() throws SQLException {
            ChainSnapshot snapshot = history.state().snapshot();
            assertThat(untilDone((rows, connection) -> rows.compact(connection, batches, snapshot)))
                    .isInstanceOf(Compacted.class);
        }

        private void takenOver() throws SQLException {
            Found before = writer;
            writer = claimed();
            assertThat(writer.lastBatch()).isEqualTo(batches);
            assertThat(writer.state().snapshot()).isEqualTo(durable);
            // The one before is fenced off, whatever it tries.
            Outcome append = database.once(connection -> before.rows().append(connection, batches + 1, List.of()));
            ChainSnapshot empty = new ChainState().snapshot();
            Outcome compaction = database.once(connection -> before.rows().compact(connection, batches, empty));
            assertThat(append).isInstanceOf(Fenced.class);
            assertThat(compaction).isInstanceOf(Fenced.class);
        }

        /** Nobody knows whether the batch was written; whoever comes then does. */
        private void crashedWhileWriting() throws SQLException {
            List<ChainEvent> events = history.batch();
            try {
                once((rows, connection) -> rows.append(connection, batches + 1, events));
            } catch (SQLException broken) {
                assertThat(Trouble.passes(broken)).isTrue();
            }
            Found found = claimed();
            if (found.lastBatch() == batches) {
                assertThat(found.state().snapshot()).isEqualTo(durable);
            } else {
                assertThat(found.lastBatch()).isEqualTo(batches + 1);
                assertThat(found.state().snapshot()).isEqualTo(history.state().snapshot());
            }
        }

        private Found claimed() throws SQLException {
            while (true) {
                try {
                    return (Found) database.once(
                            faults.in(connection -> ChainRows.claim(connection, Dialect.H2, chain, "the test")));
                } catch (SQLException broken) {
                    assertThat(Trouble.passes(broken)).isTrue();
                }
            }
        }

        private Outcome untilDone(Step step) throws SQLException {
            while (true) {
                try {
                    return once(step);
                } catch (SQLException broken) {
                    assertThat(Trouble.passes(broken)).isTrue();
                }
            }
        }

        private Outcome once(Step step) throws SQLException {
            return database.once(faults.in(connection -> step.of(writer.rows(), connection)));
        }
    }

    private interface Step {
        Outcome of(ChainRows rows, Connection connection) throws SQLException;
    }
}
