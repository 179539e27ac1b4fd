package io.chainbus.cluster.journal.jdbc;

import akka.Done;
import io.chainbus.cluster.journal.ChainRegistry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** A mark in each chain's row. */
final class JdbcRegistry implements ChainRegistry {

    private static final String MARK = "UPDATE chainbus_chain SET is_open = ? WHERE name = ?";
    private static final String OPEN = "SELECT name FROM chainbus_chain WHERE is_open ORDER BY name";

    private final Database database;

    JdbcRegistry(Database database) {
        this.database = database;
    }

    @Override
    public CompletionStage<Done> opened(String chain) {
        return database.untilDone(connection -> {
                    ChainRows.add(connection, chain);
                    return mark(connection, chain, true);
                })
                .result();
    }

    @Override
    public CompletionStage<Done> closed(String chain) {
        return database.untilDone(connection -> mark(connection, chain, false)).result();
    }

    private static Done mark(Connection connection, String chain, boolean open) throws SQLException {
        try (PreparedStatement mark = connection.prepareStatement(MARK)) {
            mark.setBoolean(1, open);
            mark.setString(2, chain);
            mark.executeUpdate();
        }
        return Done.getInstance();
    }

    @Override
    public CompletionStage<Set<String>> open() {
        return database.untilDone(JdbcRegistry::names).result();
    }

    private static Set<String> names(Connection connection) throws SQLException {
        Set<String> names = new LinkedHashSet<>();
        try (PreparedStatement select = connection.prepareStatement(OPEN);
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                names.add(row.getString(1));
            }
        }
        return names;
    }
}
