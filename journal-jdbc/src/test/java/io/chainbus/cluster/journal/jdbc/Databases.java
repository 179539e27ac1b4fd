package io.chainbus.cluster.journal.jdbc;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Databases for tests. */
final class Databases {

    private static final AtomicInteger COUNT = new AtomicInteger();

    private Databases() {}

    /** The settings for that URL; pauses are short, since tests wait for them. */
    static Config config(String url, Map<String, ?> others) {
        return ConfigFactory.parseMap(others, "the test's own")
                .withFallback(ConfigFactory.parseMap(
                        Map.of(
                                "url", url,
                                "retry-min", "5 ms",
                                "retry-max", "50 ms",
                                "stall-after", "300 ms",
                                "pool-size", 4),
                        "for tests"))
                .atPath(JdbcSettings.PATH)
                .withFallback(ConfigFactory.load("application-test"));
    }

    static Database open(String url) {
        return open(url, Map.of());
    }

    static Database open(String url, Map<String, ?> others) {
        return Database.open(JdbcSettings.of(config(url, others)));
    }

    /** Quick, and of no use to anybody else. */
    static Database inMemory() {
        JdbcSettings file = JdbcSettings.of(config("jdbc:h2:file:unused", Map.of()));
        return Database.open(new JdbcSettings(
                Dialect.H2,
                "jdbc:h2:mem:test" + COUNT.incrementAndGet() + ";DB_CLOSE_DELAY=-1",
                "sa",
                "",
                4,
                true,
                file.connectTimeout(),
                file.answerTimeout(),
                file.retryMin(),
                file.retryMax(),
                file.stallAfter(),
                file.snapshotAfter()));
    }

    static String h2(Path directory) {
        return "jdbc:h2:file:" + directory.resolve("journal").toAbsolutePath();
    }

    /** A database of its own on a server that all tests of this JVM share. */
    static String postgres() {
        String name = "test" + COUNT.incrementAndGet();
        try (var connection = Shared.SERVER.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
        return url(Shared.SERVER, name);
    }

    static int postgresPort() {
        return Shared.SERVER.getPort();
    }

    static String url(EmbeddedPostgres server, String name) {
        return url(server.getPort(), name);
    }

    static String url(int port, String name) {
        return "jdbc:postgresql://localhost:" + port + "/" + name + "?user=postgres";
    }

    /** As durable as one that is installed: the embedded one is not by default. */
    static EmbeddedPostgres.Builder durableServer() {
        return EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("synchronous_commit", "on");
    }

    /** Stopped by itself when the JVM ends. */
    private static final class Shared {
        static final EmbeddedPostgres SERVER = start();

        private static EmbeddedPostgres start() {
            try {
                return durableServer().start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
