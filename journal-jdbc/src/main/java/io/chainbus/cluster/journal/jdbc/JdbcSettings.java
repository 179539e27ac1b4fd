package io.chainbus.cluster.journal.jdbc;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import java.time.Duration;
import java.util.Locale;
import java.util.Properties;

/**
 * The settings under {@code chainbus.cluster.jdbc}; {@code reference.conf} says what each is.
 *
 * @param url with everything that durability needs
 */
record JdbcSettings(
        Dialect dialect,
        String url,
        String user,
        String password,
        int poolSize,
        boolean migrate,
        Duration connectTimeout,
        Duration answerTimeout,
        Duration retryMin,
        Duration retryMax,
        Duration stallAfter,
        long snapshotAfter) {

    static final String PATH = "chainbus.cluster.jdbc";

    /**
     * @param config all of an actor system's
     * @throws JournalUnusableException if a setting is missing or wrong
     */
    static JdbcSettings of(Config config) {
        try {
            Config own = config.getConfig(PATH);
            String url = own.getString("url").strip();
            Dialect dialect = dialect(url);
            String user = own.getString("user");
            atLeast(own, "pool-size", own.getInt("pool-size") >= 1, "1");
            // What the pool asks for.
            atLeast(own, "connect-timeout", own.getDuration("connect-timeout").toMillis() >= 250, "250 ms");
            atLeast(own, "answer-timeout", own.getDuration("answer-timeout").toMillis() >= 1000, "1 s");
            return new JdbcSettings(
                    dialect,
                    dialect == Dialect.H2 ? durableH2(url) : url,
                    user.isEmpty() && dialect == Dialect.H2 ? "sa" : user,
                    own.getString("password"),
                    own.getInt("pool-size"),
                    own.getBoolean("migrate"),
                    own.getDuration("connect-timeout"),
                    own.getDuration("answer-timeout"),
                    own.getDuration("retry-min"),
                    own.getDuration("retry-max"),
                    own.getDuration("stall-after"),
                    own.getBytes("snapshot-after"));
        } catch (ConfigException e) {
            throw JournalUnusableException.of("the journal's settings", e);
        }
    }

    private static void atLeast(Config own, String key, boolean enough, String least) {
        if (!enough) {
            throw new JournalUnusableException(
                    PATH + "." + key + " = " + own.getValue(key).unwrapped() + ": expected at least " + least);
        }
    }

    private static Dialect dialect(String url) {
        if (url.startsWith("jdbc:postgresql:")) {
            return Dialect.POSTGRESQL;
        }
        if (url.startsWith("jdbc:h2:mem:")) {
            throw unusable(url, "a database in memory keeps nothing; for that, take no journal at all");
        }
        if (url.startsWith("jdbc:h2:")) {
            return Dialect.H2;
        }
        throw unusable(url, "expected jdbc:postgresql://HOST/DATABASE or jdbc:h2:file:PATH");
    }

    /**
     * By default H2 writes half a second after a commit, and closes the file under whoever is still working when the JVM
     * is told to stop (which cannot be had otherwise where several JVMs share the file).
     */
    private static String durableH2(String url) {
        String settings = url.toUpperCase(Locale.ROOT) + ";";
        if (settings.contains(";WRITE_DELAY=") && !settings.contains(";WRITE_DELAY=0;")) {
            throw unusable(url, "with a WRITE_DELAY other than 0 what was acknowledged may be lost");
        }
        String durable = settings.contains(";WRITE_DELAY=") ? url : url + ";WRITE_DELAY=0";
        boolean ownExit = settings.contains(";DB_CLOSE_ON_EXIT=") || settings.startsWith("JDBC:H2:TCP:");
        return isShared(url) || ownExit ? durable : durable + ";DB_CLOSE_ON_EXIT=FALSE";
    }

    private static boolean isShared(String url) {
        return (url.toUpperCase(Locale.ROOT) + ";").contains(";AUTO_SERVER=TRUE;");
    }

    /** Whether other JVMs of the machine may use the file, too. */
    boolean isSharedH2() {
        return dialect == Dialect.H2 && isShared(url);
    }

    private static JournalUnusableException unusable(String url, String why) {
        return new JournalUnusableException(PATH + ".url = \"" + bare(url) + "\": " + why);
    }

    /** The database's address without settings, among which may be secrets. */
    String address() {
        return bare(url);
    }

    private static String bare(String url) {
        return url.split("[?;]", 2)[0];
    }

    /** What the driver is told beyond the URL, which prevails. */
    Properties driverProperties() {
        Properties properties = new Properties();
        if (dialect == Dialect.POSTGRESQL) {
            properties.setProperty("connectTimeout", seconds(connectTimeout));
            properties.setProperty("socketTimeout", seconds(answerTimeout));
            properties.setProperty("tcpKeepAlive", "true");
            properties.setProperty("ApplicationName", "chainbus");
        }
        return properties;
    }

    /**
     * What each connection to PostgreSQL begins with: commits are waited for whatever the server's default is, and a
     * session whose client has gone silent holds no lock for long.
     */
    String sessionSettings() {
        long millis = answerTimeout.toMillis();
        return "SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off';"
                + " SET statement_timeout = " + millis + "; SET idle_in_transaction_session_timeout = " + millis;
    }

    private static String seconds(Duration duration) {
        return Long.toString(Math.max(1, duration.toSeconds()));
    }

    /** Without secrets. */
    @Override
    public String toString() {
        return address();
    }
}
