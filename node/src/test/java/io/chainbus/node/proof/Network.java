package io.chainbus.node.proof;

import io.chainbus.node.fleet.Place;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A bridge with a network namespace for each node, so that nodes can be cut off from each other while their processes run
 * on. Needs root and iproute2. What it has made goes when it is closed.
 */
final class Network implements AutoCloseable {

    private final String id = Long.toString(ProcessHandle.current().pid() % 46_656, 36);
    private final String bridge = "cb" + id;
    /** The third number of the addresses, so that two of these do not meet. */
    private final long net = 1 + ProcessHandle.current().pid() % 254;

    private static final int OUTSIDE = 254;

    private final int nodes;

    private Network(int nodes) {
        this.nodes = nodes;
    }

    /** Why there cannot be one here; empty where there can. */
    static String missing() {
        String probe = "cbprobe" + ProcessHandle.current().pid();
        try {
            run("ip", "netns", "add", probe);
            run("ip", "netns", "del", probe);
            return "";
        } catch (IOException | IllegalStateException impossible) {
            return "network namespaces cannot be made here: " + impossible.getMessage();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }

    static Network of(int nodes) throws IOException, InterruptedException {
        Network network = new Network(nodes);
        try {
            network.make();
            return network;
        } catch (IOException | RuntimeException failed) {
            network.close();
            throw failed;
        }
    }

    private void make() throws IOException, InterruptedException {
        run("ip", "link", "add", bridge, "type", "bridge");
        run("ip", "link", "set", bridge, "up");
        run("ip", "addr", "add", address(OUTSIDE) + "/24", "dev", bridge);
        for (int node = 0; node < nodes; node++) {
            String space = space(node);
            run("ip", "netns", "add", space);
            run("ip", "link", "add", outside(node), "type", "veth", "peer", "name", inside(node));
            run("ip", "link", "set", inside(node), "netns", space);
            run("ip", "link", "set", outside(node), "master", bridge, "up");
            run("ip", "-n", space, "addr", "add", address(node + 1) + "/24", "dev", inside(node));
            run("ip", "-n", space, "link", "set", inside(node), "up");
            run("ip", "-n", space, "link", "set", "lo", "up");
        }
    }

    private String space(int node) {
        return bridge + "-" + node;
    }

    private String outside(int node) {
        return bridge + "o" + node;
    }

    private String inside(int node) {
        return bridge + "i" + node;
    }

    private String address(int host) {
        return "10.213." + net + "." + host;
    }

    /** One for each node. */
    List<Place> places() {
        return IntStream.range(0, nodes)
                .mapToObj(node -> new Place(List.of("ip", "netns", "exec", space(node)), address(node + 1)))
                .toList();
    }

    /** Where all nodes reach what is not in a namespace, also those that are cut off from each other. */
    InetAddress outside() throws IOException {
        return InetAddress.getByName(address(OUTSIDE));
    }

    /** From now on it and the other nodes do not hear each other. */
    void isolate(int alone) throws IOException, InterruptedException {
        for (int other = 0; other < nodes; other++) {
            if (other != alone) {
                cut(alone, other);
            }
        }
    }

    /** From now on they do again. */
    void join(int alone) throws IOException, InterruptedException {
        for (int other = 0; other < nodes; other++) {
            if (other != alone) {
                heal(alone, other);
            }
        }
    }

    private void cut(int one, int other) throws IOException, InterruptedException {
        run("ip", "-n", space(one), "route", "add", "blackhole", address(other + 1) + "/32");
        run("ip", "-n", space(other), "route", "add", "blackhole", address(one + 1) + "/32");
    }

    private void heal(int one, int other) throws IOException, InterruptedException {
        run("ip", "-n", space(one), "route", "del", "blackhole", address(other + 1) + "/32");
        run("ip", "-n", space(other), "route", "del", "blackhole", address(one + 1) + "/32");
    }

    private static void run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (process.waitFor() != 0) {
            throw new IllegalStateException(String.join(" ", command) + ": " + said);
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        List<String[]> commands = new ArrayList<>();
        for (int node = 0; node < nodes; node++) {
            commands.add(new String[] {"ip", "netns", "del", space(node)});
        }
        commands.add(new String[] {"ip", "link", "del", bridge});
        for (String[] command : commands) {
            try {
                run(command);
            } catch (IllegalStateException notThere) {
                // It had not got so far.
            }
        }
    }
}
