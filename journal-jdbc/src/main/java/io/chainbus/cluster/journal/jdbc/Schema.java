package io.chainbus.cluster.journal.jdbc;

import java.util.Arrays;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationState;

/** The tables' version, which Flyway keeps track of. Nodes that start at once wait for the one that migrates. */
final class Schema {

    private static final String HISTORY = "chainbus_schema_history";

    private Schema() {}

    /**
     * Makes the tables, or brings them up to date, where the settings allow it.
     *
     * @throws JournalUnusableException if they are of another version then
     */
    static void check(DataSource database, JdbcSettings settings) {
        Flyway flyway = Flyway.configure()
                .dataSource(database)
                .locations(settings.dialect().migrations())
                .table(HISTORY)
                // The tables may share a schema with an application's.
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load();
        try {
            MigrationInfoService info = flyway.info();
            refuseNewer(info, settings);
            if (settings.migrate()) {
                flyway.migrate();
            } else if (info.pending().length > 0) {
                throw new JournalUnusableException("the journal's schema in " + settings.address() + " is of version "
                        + version(info.current()) + ", and this Chainbus needs "
                        + version(last(info.pending())) + ": set " + JdbcSettings.PATH
                        + ".migrate = on, or let whoever may run the migrations in its jar");
            } else {
                flyway.validate();
            }
        } catch (FlywayException e) {
            throw JournalUnusableException.of("the journal's schema in " + settings.address(), e);
        }
    }

    private static void refuseNewer(MigrationInfoService info, JdbcSettings settings) {
        boolean newer = Arrays.stream(info.applied())
                .anyMatch(one -> one.getState() == MigrationState.FUTURE_SUCCESS
                        || one.getState() == MigrationState.FUTURE_FAILED);
        if (newer) {
            throw new JournalUnusableException("the journal's schema in " + settings.address() + " is of version "
                    + version(info.current()) + ", which is newer than this Chainbus: use one that knows it");
        }
    }

    private static MigrationInfo last(MigrationInfo[] migrations) {
        return migrations[migrations.length - 1];
    }

    @SuppressWarnings(
            "ConstantValue") // Flyway's API is not annotated: it has no current version where there are no tables
    private static String version(MigrationInfo migration) {
        return migration == null ? "none" : migration.getVersion().getVersion();
    }
}
