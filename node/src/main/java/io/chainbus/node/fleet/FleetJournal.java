package io.chainbus.node.fleet;

import java.nio.file.Path;
import java.sql.SQLException;
import org.h2.tools.Server;

/**
 * A database for the journal of a fleet's nodes, in the process that has started them: whichever of them is killed, it stays.
 * It listens on the loopback address.
 */
public final class FleetJournal implements AutoCloseable {

    private final Server server;

    private FleetJournal(Server server) {
        this.server = server;
    }

    /** Opens one, whose file will be in that folder. */
    public static FleetJournal in(Path folder) {
        // H2 reads it once; its default is: on all addresses.
        System.setProperty("h2.bindAddress", "127.0.0.1");
        try {
            return new FleetJournal(Server.createTcpServer(
                            "-tcpPort",
                            "0",
                            "-ifNotExists",
                            "-baseDir",
                            folder.toAbsolutePath().toString())
                    .start());
        } catch (SQLException unusable) {
            throw new IllegalStateException("no database can be opened in " + folder, unusable);
        }
    }

    /** What the nodes reach it by. */
    public String url() {
        return "jdbc:h2:tcp://127.0.0.1:" + server.getPort() + "/./journal";
    }

    @Override
    public void close() {
        server.stop();
    }
}
