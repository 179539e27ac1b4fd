package io.chainbus.cluster.journal.jdbc;

import io.chainbus.cluster.journal.ChainEvent;
import io.chainbus.cluster.journal.jdbc.ChainRows.Found;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** A JVM that opens a journal when it is told to, writes a batch for a chain of its own, and keeps it open until its end. */
final class OpeningChild {

    static final String READY = "ready";
    static final String WRITTEN = "written";

    private OpeningChild() {}

    public static void main(String[] args) throws IOException, SQLException {
        PrintStream out = System.out;
        // What libraries have to say must not get in between.
        System.setOut(System.err);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        // Shorter than H2 takes to see whether somebody else's lock is an old one.
        JdbcSettings settings = JdbcSettings.of(Databases.config(args[0], Map.of("connect-timeout", "500 ms")));
        out.println(READY);
        in.readLine();
        try (Database database = Database.open(settings)) {
            database.once(connection -> {
                Found found = (Found) ChainRows.claim(connection, settings.dialect(), args[1], "the test");
                found.rows().append(connection, 1, List.of(new ChainEvent.ChainClosed()));
                return found;
            });
            out.println(WRITTEN);
            in.readLine();
        } catch (JournalUnusableException refused) {
            out.println(refused.getMessage());
        }
    }
}
