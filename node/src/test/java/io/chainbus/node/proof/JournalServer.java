package io.chainbus.node.proof;

import io.chainbus.node.fleet.FleetJournal;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

/** A database for the journal of a trial's nodes, none of which it dies with, and the line by which they reach it. */
final class JournalServer implements AutoCloseable {

    private static final String H2 = "jdbc:h2:";

    private final AutoCloseable server;
    private final DatabaseLine line;
    private final Map<String, Object> settings;

    private JournalServer(AutoCloseable server, DatabaseLine line, Map<String, Object> settings) {
        this.server = server;
        this.line = line;
        this.settings = settings;
    }

    /** PostgreSQL; H2, with its file in that folder, where {@code -Dcluster.journal=h2} says so. */
    static JournalServer in(Path folder) throws IOException {
        InetAddress here = InetAddress.getLoopbackAddress();
        if (!System.getProperty("cluster.journal", "postgresql").equals("h2")) {
            return postgresql(here);
        }
        FleetJournal server = FleetJournal.in(folder);
        String url = server.url();
        URI uri = URI.create(url.substring(H2.length()));
        DatabaseLine line = DatabaseLine.from(here, uri.getPort());
        return new JournalServer(
                server, line, Map.of("journal.url", url.replace(uri.getRawAuthority(), line.address())));
    }

    /**
     * PostgreSQL, which waits for its disk.
     *
     * @param host where the nodes reach it
     */
    static JournalServer postgresql(InetAddress host) throws IOException {
        EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("synchronous_commit", "on")
                .start();
        DatabaseLine line = DatabaseLine.from(host, server.getPort());
        return new JournalServer(
                server,
                line,
                Map.of("journal.url", "jdbc:postgresql://" + line.address() + "/postgres", "journal.user", "postgres"));
    }

    /** What the nodes are told. */
    Map<String, Object> settings() {
        return settings;
    }

    DatabaseLine line() {
        return line;
    }

    @Override
    public void close() throws Exception {
        line.close();
        server.close();
    }
}
