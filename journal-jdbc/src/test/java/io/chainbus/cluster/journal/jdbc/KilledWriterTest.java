package io.chainbus.cluster.journal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.chainbus.cluster.journal.ChainEvent;
import io.chainbus.cluster.journal.jdbc.ChainRows.Found;
import io.chainbus.cluster.journal.jdbc.ChainRows.Outcome;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** JVMs that are killed (SIGKILL) while they write: what they were told is durable is there, and nothing twice. */
class KilledWriterTest {

    private final SplittableRandom random = new SplittableRandom();

    @TempDir
    private Path directory;

    /** One, or more in the profile {@code journal-kills}. */
    static IntStream kills() {
        return IntStream.range(0, Integer.getInteger("journal.kills", 1));
    }

    @ParameterizedTest
    @MethodSource("kills")
    void an_h2_file_has_all_that_was_acknowledged(int kill) throws Exception {
        String url = Databases.h2(directory);
        killed(
                url,
                () -> assertThatThrownBy(() -> Databases.open(url, Map.of("connect-timeout", "250 ms")))
                        .isInstanceOf(JournalUnusableException.class)
                        .hasMessageContaining("cannot be reached")
                        .hasMessageContaining("in use"));
    }

    @ParameterizedTest
    @MethodSource("kills")
    void whoever_shares_an_h2_file_goes_on_when_its_owner_is_killed(int kill) throws Exception {
        String url = Databases.h2(directory) + ";AUTO_SERVER=TRUE";
        List<Database> beside = new ArrayList<>();
        killed(url, () -> {
            Database database = Databases.open(url);
            beside.add(database);
            write(database, 1);
        });
        try (Database database = beside.get(0)) {
            assertThat(write(database, 2).lastBatch()).isEqualTo(1);
        }
    }

    private static Found write(Database database, long batch) {
        Outcome outcome = database.untilDone(connection -> {
                    Found found = claimed(connection, database, "beside");
                    found.rows().append(connection, batch, List.of(new ChainEvent.ChainClosed()));
                    return found;
                })
                .result()
                .toCompletableFuture()
                .join();
        return (Found) outcome;
    }

    @ParameterizedTest
    @MethodSource("kills")
    void postgresql_has_all_that_was_acknowledged(int kill) throws Exception {
        killed(Databases.postgres(), () -> {});
    }

    /** Does that while the child writes, and kills it then, at some moment. */
    private void killed(String url, Runnable meanwhile) throws IOException, InterruptedException, SQLException {
        long seed = random.nextLong();
        long after = 20L + random.nextInt(300);
        Process child = child(url, seed);
        long acknowledged = 0;
        try (Closeable end = () -> child.toHandle().destroyForcibly();
                BufferedReader out =
                        new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                acknowledged = Long.parseLong(line);
                if (acknowledged == 10) {
                    meanwhile.run();
                }
                if (acknowledged == after) {
                    // Not the process, which would take what it had said along.
                    child.toHandle().destroyForcibly();
                }
            }
        }
        child.waitFor();
        try (Database database = Databases.open(url)) {
            Found found = database.once(connection -> claimed(connection, database, "chain"));
            assertThat(found.lastBatch())
                    .as("last batch, killed after %d of seed %d", acknowledged, seed)
                    .isBetween(acknowledged, acknowledged + 1);
            RandomHistory history = new RandomHistory(seed);
            for (long batch = 0; batch < found.lastBatch(); batch++) {
                history.batch();
            }
            assertThat(found.state().snapshot()).isEqualTo(history.state().snapshot());
        }
    }

    private static Found claimed(Connection connection, Database database, String chain) throws SQLException {
        return (Found) ChainRows.claim(connection, database.settings().dialect(), chain, "the test");
    }

    private static Process child(String url, long seed) throws IOException {
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        WritingChild.class.getName(),
                        url,
                        Long.toString(seed)))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
