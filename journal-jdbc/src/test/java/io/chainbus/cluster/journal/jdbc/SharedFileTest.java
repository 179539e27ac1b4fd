package io.chainbus.cluster.journal.jdbc;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.chainbus.cluster.journal.jdbc.ChainRows.Found;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** JVMs that share an H2 file. */
class SharedFileTest {

    private static final int CHILDREN = 2;

    @TempDir
    private Path directory;

    private record Child(Process process, BufferedReader out, BufferedWriter in) implements AutoCloseable {

        static Child of(String url, String chain) throws IOException {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx256m",
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty("java.class.path"),
                            OpeningChild.class.getName(),
                            url,
                            chain)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return new Child(
                    process, process.inputReader(StandardCharsets.UTF_8), process.outputWriter(StandardCharsets.UTF_8));
        }

        void goOn() throws IOException {
            in.write("\n");
            in.flush();
        }

        @Override
        public void close() {
            process.destroyForcibly();
            boolean interrupted = false;
            try {
                process.waitFor();
            } catch (InterruptedException e) {
                interrupted = true;
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Test
    void those_that_start_at_the_same_moment_all_come_up() throws Exception {
        String url = Databases.h2(directory) + ";AUTO_SERVER=TRUE";
        List<Child> children = new ArrayList<>();
        try {
            for (int child = 0; child < CHILDREN; child++) {
                children.add(Child.of(url, "chain" + child));
            }
            for (Child child : children) {
                assertThat(child.out().readLine()).isEqualTo(OpeningChild.READY);
            }
            for (Child child : children) {
                child.goOn();
            }
            for (Child child : children) {
                assertThat(child.out().readLine()).isEqualTo(OpeningChild.WRITTEN);
            }
        } finally {
            children.forEach(Child::close);
        }
        assertThat(batches(url)).containsOnly(1L).hasSize(CHILDREN);
    }

    @Test
    void a_file_that_another_is_about_to_open_is_waited_for() throws Exception {
        Path lock = directory.resolve("journal.lock.db");
        Files.writeString(lock, "id=1\nmethod=file\n");
        ScheduledExecutorService other = Executors.newSingleThreadScheduledExecutor();
        try {
            // Longer than H2 waits for that to end; then its lock is gone.
            Future<?> touching = other.scheduleAtFixedRate(
                    () -> lock.toFile().setLastModified(System.currentTimeMillis()), 0, 50, MILLISECONDS);
            Future<Boolean> gone = other.schedule(
                    () -> {
                        touching.cancel(false);
                        return Files.deleteIfExists(lock);
                    },
                    6,
                    SECONDS);
            Databases.open(Databases.h2(directory) + ";AUTO_SERVER=TRUE", Map.of("connect-timeout", "500 ms"))
                    .close();
            assertThat(gone.get()).isTrue();
        } finally {
            other.shutdownNow();
        }
    }

    private static List<Long> batches(String url) throws SQLException {
        List<Long> batches = new ArrayList<>();
        try (Database database = Databases.open(url, Map.of())) {
            for (int child = 0; child < CHILDREN; child++) {
                String chain = "chain" + child;
                Found found = database.once(connection ->
                        (Found) ChainRows.claim(connection, database.settings().dialect(), chain, "the test"));
                batches.add(found.lastBatch());
            }
        }
        return batches;
    }
}
