package io.chainbus.cluster.journal.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The database: its connections, and as many threads that wait for its answers. Thread-safe. */
final class Database implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Database.class);

    /** Where H2 listens for those that share a file; it reads that once. Its default is: on all addresses. */
    private static final String H2_ADDRESS = "h2.bindAddress";

    /**
     * H2's ERROR_OPENING_DATABASE_1 ("Lock file recently modified", "Another process was faster") and
     * DATABASE_ALREADY_OPEN_1, which also says that another JVM has the file and does not serve it yet.
     */
    private static final Set<Integer> H2_TAKEN = Set.of(8000, 90020);

    /** How long those are waited for; H2 takes some four seconds to see whether a lock is an old one. */
    private static final Duration H2_PATIENCE = Duration.ofSeconds(20);

    private final JdbcSettings settings;
    private final HikariDataSource connections;
    private final ExecutorService threads;

    /** Something to be done with a connection, which commits each statement unless the work says otherwise. */
    @FunctionalInterface
    interface Work<T> {
        T with(Connection connection) throws SQLException;
    }

    private Database(JdbcSettings settings, HikariDataSource connections) {
        this.settings = settings;
        this.connections = connections;
        AtomicInteger count = new AtomicInteger();
        this.threads = Executors.newFixedThreadPool(settings.poolSize(), task -> {
            Thread thread = new Thread(task, "chainbus-journal-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Connects, and brings the schema up to date where it may.
     *
     * @throws JournalUnusableException if that cannot be
     */
    static Database open(JdbcSettings settings) {
        Dialect dialect = settings.dialect();
        if (settings.isSharedH2() && System.getProperty(H2_ADDRESS) == null) {
            System.setProperty(H2_ADDRESS, "127.0.0.1");
        }
        try {
            Class.forName(dialect.driver);
        } catch (ClassNotFoundException e) {
            throw new JournalUnusableException(
                    "no driver for " + settings.address() + " on the class path: add " + dialect.artifact, e);
        }
        HikariDataSource connections;
        try {
            connections = connect(settings);
        } catch (HikariPool.PoolInitializationException e) {
            throw JournalUnusableException.of("the journal's database " + settings.address() + " cannot be reached", e);
        } catch (IllegalArgumentException e) {
            throw JournalUnusableException.of("the journal's settings", e);
        }
        try {
            Schema.check(connections, settings);
            warnWhereUnsafe(connections, settings);
            return new Database(settings, connections);
        } catch (SQLException e) {
            connections.close();
            throw JournalUnusableException.of("the journal's database " + settings.address(), e);
        } catch (RuntimeException e) {
            connections.close();
            throw e;
        }
    }

    /** Whoever finds a shared file in the middle of another JVM's opening it, or giving it up, comes again. */
    private static HikariDataSource connect(JdbcSettings settings) {
        long since = System.nanoTime();
        while (true) {
            try {
                return new HikariDataSource(pool(settings));
            } catch (HikariPool.PoolInitializationException e) {
                boolean late = System.nanoTime() - since >= H2_PATIENCE.toNanos();
                if (late || !settings.isSharedH2() || !isTaken(e)) {
                    throw e;
                }
                // The pool has paused for a second before it gave up.
                log.info("{} is being opened by somebody else: {}", settings.address(), Trouble.line(e));
            }
        }
    }

    private static boolean isTaken(Throwable failure) {
        Throwable cause = failure;
        while (cause != null && !(cause instanceof SQLException)) {
            cause = cause.getCause();
        }
        return cause instanceof SQLException sql && H2_TAKEN.contains(sql.getErrorCode());
    }

    private static HikariConfig pool(JdbcSettings settings) {
        HikariConfig pool = new HikariConfig();
        pool.setPoolName("chainbus-journal");
        pool.setJdbcUrl(settings.url());
        if (!settings.user().isEmpty()) {
            pool.setUsername(settings.user());
            pool.setPassword(settings.password());
        }
        pool.setMaximumPoolSize(settings.poolSize());
        pool.setMinimumIdle(1);
        pool.setConnectionTimeout(settings.connectTimeout().toMillis());
        pool.setInitializationFailTimeout(settings.connectTimeout().toMillis());
        // A second claim sees what the first has committed, and nothing else.
        pool.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        pool.setDataSourceProperties(settings.driverProperties());
        if (settings.dialect() == Dialect.POSTGRESQL) {
            pool.setConnectionInitSql(settings.sessionSettings());
        }
        return pool;
    }

    /** Each connection waits for its commits; whether the server's disk does is not for a client to say. */
    private static void warnWhereUnsafe(HikariDataSource connections, JdbcSettings settings) throws SQLException {
        if (settings.dialect() != Dialect.POSTGRESQL) {
            return;
        }
        try (Connection connection = connections.getConnection();
                var statement = connection.createStatement();
                var shown = statement.executeQuery("SHOW fsync")) {
            if (shown.next() && shown.getString(1).equals("off")) {
                log.warn(
                        "fsync is off in {}: it loses what was acknowledged when its machine stops",
                        settings.address());
            }
        }
    }

    JdbcSettings settings() {
        return settings;
    }

    /** Does the work once, on this thread. A connection on which it failed is not used again. */
    <T> T once(Work<T> work) throws SQLException {
        Connection connection = connections.getConnection();
        try {
            return work.with(connection);
        } catch (SQLException | RuntimeException e) {
            connections.evictConnection(connection);
            throw e;
        } finally {
            connection.close();
        }
    }

    /** Does the work on another thread, once. */
    <T> Attempts<T> attempt(Work<T> work) {
        return begun(new Attempts<>(this, work, false));
    }

    /** Does the work on another thread, again and again until it succeeds or cannot. */
    <T> Attempts<T> untilDone(Work<T> work) {
        return begun(new Attempts<>(this, work, true));
    }

    private static <T> Attempts<T> begun(Attempts<T> attempts) {
        attempts.begin();
        return attempts;
    }

    ExecutorService threads() {
        return threads;
    }

    boolean isClosed() {
        return threads.isShutdown();
    }

    /** Waits for nothing: what is under way fails. */
    @Override
    public void close() {
        threads.shutdownNow();
        connections.close();
    }
}
