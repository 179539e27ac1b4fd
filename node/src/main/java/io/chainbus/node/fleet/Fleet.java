package io.chainbus.node.fleet;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Nodes on this machine, each with a process, a log and a history of its own in one folder, with ports that the system
 * chooses. What is still running is killed when the fleet is closed or this process ends. Used by one thread.
 */
public final class Fleet implements AutoCloseable {

    private final Path folder;
    private final List<String> jvm;
    private final Map<String, Object> settings;
    private final Map<String, Integer> lives = new LinkedHashMap<>();
    private final List<NodeProcess> running = new ArrayList<>();
    private final List<Path> histories = new ArrayList<>();
    private final Thread atExit = new Thread(this::killAll, "fleet-ends");

    /**
     * Has no nodes yet.
     *
     * @param folder of logs and histories, which is there
     * @param jvm options of each node's JVM; {@link #ownOptions} for those of this one
     * @param settings of all nodes, by their keys in {@code chainbus.node}
     */
    public Fleet(Path folder, List<String> jvm, Map<String, Object> settings) {
        this.folder = folder;
        this.jvm = List.copyOf(jvm);
        this.settings = Map.copyOf(settings);
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /** This JVM's options, but for those that only one of them can have. */
    public static List<String> ownOptions() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> !option.startsWith("-javaagent")
                        && !option.startsWith("-agent")
                        && !option.startsWith("-XX:StartFlightRecording"))
                .toList();
    }

    /**
     * Starts the process of a node, which is in no cluster yet. One that has been there before, and is gone, is another
     * node to the cluster, and is called {@code name-2} then.
     */
    public NodeProcess start(String name) throws IOException {
        return start(name, Place.HERE);
    }

    /** The same, in another place. */
    public NodeProcess start(String name, Place place) throws IOException {
        int life = lives.merge(name, 1, Integer::sum);
        String called = life == 1 ? name : name + "-" + life;
        Path history = folder.resolve(called + ".jsonl");
        Map<String, String> options = new LinkedHashMap<>();
        options.put("name", called);
        options.put("host", place.host());
        options.put("port", "0");
        options.put("management.port", "0");
        options.put("history", history.toString());
        settings.forEach((key, value) -> options.put(key, value.toString()));
        NodeProcess process = NodeProcess.start(called, place, jvm, options, folder.resolve(called + ".log"));
        synchronized (running) {
            running.add(process);
        }
        histories.add(history);
        return process;
    }

    /**
     * Starts several at once, and lets them form a cluster.
     *
     * @throws TimeoutException when they are not all up in time
     * @throws IllegalStateException when one of them ends
     */
    public List<NodeProcess> startTogether(List<String> names, long patienceSeconds)
            throws IOException, InterruptedException, TimeoutException {
        List<NodeProcess> started = new ArrayList<>();
        for (String name : names) {
            started.add(start(name));
        }
        joinTogether(started, patienceSeconds);
        return started;
    }

    /** Lets those that have been started, and are in no cluster yet, form one. Throws as {@link #startTogether} does. */
    public static void joinTogether(List<NodeProcess> started, long patienceSeconds)
            throws InterruptedException, TimeoutException {
        List<String> seeds = new ArrayList<>();
        for (NodeProcess process : started) {
            seeds.add(await(process.here(), patienceSeconds).address());
        }
        // The first alone: the others would ask it before it has begun, and then not again for some seconds.
        await(started.get(0).join(seeds.subList(0, 1)), patienceSeconds);
        CompletableFuture<?>[] joining =
                started.stream().skip(1).map(process -> process.join(seeds)).toArray(CompletableFuture[]::new);
        await(CompletableFuture.allOf(joining), patienceSeconds);
    }

    /** Waits for what a node does; a node that has ended, or could not do it, is an {@link IllegalStateException}. */
    public static <T> T await(CompletableFuture<T> stage, long patienceSeconds)
            throws InterruptedException, TimeoutException {
        try {
            return stage.get(patienceSeconds, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            Throwable cause = failed.getCause();
            throw cause instanceof IllegalStateException known ? known : new IllegalStateException(cause);
        }
    }

    /** The histories of all that were ever started, also of those that were killed. */
    public List<Path> histories() {
        return List.copyOf(histories);
    }

    private void killAll() {
        synchronized (running) {
            running.forEach(NodeProcess::close);
        }
    }

    @Override
    public void close() {
        killAll();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException endingAnyway) {
            // The hook does the same.
        }
    }
}
