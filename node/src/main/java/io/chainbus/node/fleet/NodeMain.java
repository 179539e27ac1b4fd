package io.chainbus.node.fleet;

import io.chainbus.input.InputRefused;
import io.chainbus.node.Node;
import io.chainbus.node.settings.NodeConfiguration;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** What runs in the JVM of a fleet's node. It ends when its input does, whatever it is doing. */
public final class NodeMain {

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
        try {
            run(channel, NodeConfiguration.of(options(args), Map.of(), null));
        } catch (InputRefused refused) {
            refused.problems().forEach(System.err::println);
            Runtime.getRuntime().halt(2);
        } catch (RuntimeException | Error failure) {
            failure.printStackTrace();
            Runtime.getRuntime().halt(3);
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
            Runtime.getRuntime().halt(0);
        });
        for (Order order = channel.read(Order.class); order != null; order = channel.read(Order.class)) {
            crew.carryOut(order);
        }
        // Whoever started it is gone, and nobody would stop it.
        Runtime.getRuntime().halt(0);
    }
}
