package io.chainbus.node.fleet;

import io.chainbus.cli.ExitStatus;
import io.chainbus.node.Node;
import io.chainbus.node.log.NodeLog;
import io.chainbus.node.settings.NodeConfiguration;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What runs in the JVM of a fleet's node. It ends when its input does, whatever it is doing. */
public final class NodeMain {

    private static final Logger LOG = LoggerFactory.getLogger(NodeMain.class);

    private NodeMain() {}

    /**
     * Runs until it has left, or its input has ended.
     *
     * @param args the node's options, {@code key=value}
     */
    public static void main(String[] args) throws IOException {
        // Whatever a library prints must not get in between the answers.
        System.setOut(new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8));
        Channel channel = new Channel(new FileInputStream(FileDescriptor.in), new FileOutputStream(FileDescriptor.out));
        NodeConfiguration configuration = NodeConfiguration.of(options(args), Map.of(), null);
        NodeLog.begin(configuration.settings().name());
        try {
            run(channel, configuration);
        } catch (RuntimeException | Error failure) {
            LOG.error("this node cannot run", failure);
            Runtime.getRuntime().halt(ExitStatus.FAILED.code());
        }
    }

    private static Map<String, Object> options(String... args) {
        Map<String, Object> options = new HashMap<>();
        for (String arg : args) {
            int at = arg.indexOf('=');
            options.put(arg.substring(0, at), arg.substring(at + 1));
        }
        return options;
    }

    private static void run(Channel channel, NodeConfiguration configuration) throws IOException {
        Node node = Node.open(configuration);
        Crew crew = new Crew(node, channel);
        crew.say(new Answer.Here(node.address().toString(), node.management().toString()));
        node.ended().thenAccept(ending -> {
            crew.left(ending);
            Runtime.getRuntime().halt(ending.status().code());
        });
        for (Order order = channel.read(Order.class); order != null; order = channel.read(Order.class)) {
            crew.carryOut(order);
        }
        // Whoever started it is gone, and nobody would stop it.
        Runtime.getRuntime().halt(0);
    }
}
