package io.chainbus.node.cli;

import io.chainbus.cli.ExitStatus;
import io.chainbus.cli.Subcommand;
import io.chainbus.node.Ending;
import io.chainbus.node.Node;
import io.chainbus.node.log.NodeLog;
import io.chainbus.node.settings.NodeConfiguration;
import java.io.PrintWriter;
import org.jline.utils.Signals;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code chainbus node}: a node of a cluster, until it is told to leave. */
@Command(
        name = "node",
        description =
                "Runs a node of a cluster until it is told to leave (Ctrl-C, SIGTERM): what it coordinates is handed"
                        + " over to the others then. Each setting has a key in --config's file and a variable, such as"
                        + " CHAINBUS_NODE_MANAGEMENT_PORT.",
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:it has left the cluster in good order",
            "1:it was not let in, or was shut out since it and the others did not reach each other",
            "2:the call or the configuration is wrong",
            "3:a bug in this program (CHAINBUS_DEBUG=1 shows where)"
        },
        footerHeading = "%nExample:%n",
        footer = {
            "  chainbus node --port 2551 --management-port 8551 --seeds 127.0.0.1:2551,127.0.0.1:2552",
            "  chainbus node --port 2552 --management-port 8552 --seeds 127.0.0.1:2551,127.0.0.1:2552",
            "  chainbus cluster status --url http://127.0.0.1:8551"
        })
public final class NodeCommand implements Subcommand {

    @Spec
    @SuppressWarnings("NullAway.Init") // injected by picocli
    private CommandSpec spec;

    @Mixin
    private NodeOptions options = new NodeOptions();

    /** Made as a service. */
    public NodeCommand() {}

    @Override
    public ExitStatus run() {
        NodeConfiguration configuration = options.configuration(System.getenv());
        String name = configuration.settings().name();
        NodeLog.begin(name.isEmpty() ? configuration.settings().address().toString() : name);
        Node node = Node.start(configuration);
        NodeLog.rename(node.name());
        leaveOnSignals(node);
        PrintWriter out = spec.commandLine().getOut();
        node.up()
                .thenRun(() -> say(
                        out,
                        "node " + node.name() + " is up at " + node.address() + ", its endpoints are at "
                                + node.management()));
        Ending ending = node.ended().toCompletableFuture().join();
        if (ending == Ending.LEFT) {
            say(out, "node " + node.name() + " " + ending.text());
        } else {
            spec.commandLine().getErr().println("node " + node.name() + " " + ending.text());
        }
        return ending.status();
    }

    private static void say(PrintWriter out, String line) {
        out.println(line);
        out.flush();
    }

    /** Not by a hook, which would run when the exit status has been settled. Who asks twice does not want to wait. */
    private static void leaveOnSignals(Node node) {
        Runnable leave = new Runnable() {
            private boolean asked;

            @Override
            public synchronized void run() {
                if (asked) {
                    Runtime.getRuntime().halt(ExitStatus.DOES_NOT_HOLD.code());
                }
                asked = true;
                node.leave();
            }
        };
        Signals.register("TERM", leave);
        Signals.register("INT", leave);
    }
}
