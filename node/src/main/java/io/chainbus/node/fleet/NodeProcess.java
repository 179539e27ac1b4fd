package io.chainbus.node.fleet;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;
import java.util.function.LongFunction;

/** A node's JVM, as seen from who started it. Thread-safe. */
public final class NodeProcess implements AutoCloseable {

    private final String name;
    private final Process process;
    private final Channel channel;
    private final Path log;
    private final AtomicLong orders = new AtomicLong();
    private final CompletableFuture<Answer.Here> here = new CompletableFuture<>();
    private final Map<Long, CompletableFuture<Answer>> asked = new ConcurrentHashMap<>();
    private final Map<Long, IntConsumer> progress = new ConcurrentHashMap<>();

    private NodeProcess(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.channel = new Channel(process.getInputStream(), process.getOutputStream());
        this.log = log;
    }

    /**
     * Starts it; what it logs goes into {@code log}.
     *
     * @param place where it runs
     * @param jvm options of the JVM
     * @param options of the node, as {@link io.chainbus.node.settings.NodeConfiguration} has them
     */
    static NodeProcess start(String name, Place place, List<String> jvm, Map<String, String> options, Path log)
            throws IOException {
        List<String> command = new ArrayList<>(place.prefix());
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvm);
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(NodeMain.class.getName());
        options.forEach((key, value) -> command.add(key + "=" + value));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        NodeProcess started = new NodeProcess(name, process, log);
        Thread reader = new Thread(started::listen, "answers-of-" + name);
        reader.setDaemon(true);
        reader.start();
        return started;
    }

    private void listen() {
        String why = "its process has ended";
        try {
            for (Answer answer = channel.read(Answer.class); answer != null; answer = channel.read(Answer.class)) {
                take(answer);
            }
        } catch (IOException gone) {
            why = String.valueOf(gone.getMessage());
        }
        IllegalStateException ended =
                new IllegalStateException("node " + name + " answers no more: " + why + " (its log: " + log + ")");
        here.completeExceptionally(ended);
        asked.values().forEach(answer -> answer.completeExceptionally(ended));
    }

    private void take(Answer answer) {
        if (answer instanceof Answer.Here addresses) {
            here.complete(addresses);
        } else if (answer instanceof Answer.Progress reached) {
            IntConsumer listener = progress.get(reached.order());
            if (listener != null) {
                listener.accept(reached.keys());
            }
        } else {
            CompletableFuture<Answer> waiting = asked.remove(answer.order());
            progress.remove(answer.order());
            if (waiting != null && answer instanceof Answer.Broken broken) {
                waiting.completeExceptionally(new IllegalStateException("node " + name + ": " + broken.why()));
            } else if (waiting != null) {
                waiting.complete(answer);
            }
        }
    }

    public String name() {
        return name;
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** What it has ended with; {@code chainbus node} ends with the same. Only when it is not alive any more. */
    public int exitStatus() {
        return process.exitValue();
    }

    /** Where it logs, a line each. */
    public Path log() {
        return log;
    }

    /** When it has started, and where it is; fails when its process ends before that. It is in no cluster then. */
    public CompletableFuture<Answer.Here> here() {
        return here;
    }

    /** Asks these to be let in, and is up then. */
    public CompletableFuture<Answer.Up> join(List<String> seeds) {
        return ask(Answer.Up.class, id -> new Order.Join(id, seeds), keys -> {});
    }

    /** Registers subscribers. */
    public CompletableFuture<Answer.Subscribed> subscribe(String chain, List<Order.Seat> seats) {
        return ask(Answer.Subscribed.class, id -> new Order.Subscribe(id, chain, seats), keys -> {});
    }

    /**
     * Publishes.
     *
     * @param listener hears how many keys are through, on a thread that must not be held up
     */
    public CompletableFuture<Answer.Published> publish(
            String chain, List<String> phases, List<String> keys, int inFlight, IntConsumer listener) {
        return ask(Answer.Published.class, id -> new Order.Publish(id, chain, phases, keys, inFlight), listener);
    }

    /** Publishes as fast as receipts come, which must each have so many visits. */
    public CompletableFuture<Answer.Driven> drive(String chain, String phase, int inFlight, int seconds, int visits) {
        return ask(Answer.Driven.class, id -> new Order.Drive(id, chain, phase, inFlight, seconds, visits), keys -> {});
    }

    /** What there is on the chain, and in the accounts of its subscribers. */
    public CompletableFuture<Answer.Looked> look(String chain) {
        return ask(Answer.Looked.class, id -> new Order.Look(id, chain), keys -> {});
    }

    /** Closes the chain, with what is up. */
    public CompletableFuture<Answer.Closed> closeChain(String chain) {
        return ask(Answer.Closed.class, id -> new Order.Close(id, chain), keys -> {});
    }

    /** Leaves in good order. */
    public CompletableFuture<Answer.Left> leave() {
        return ask(Answer.Left.class, Order.Leave::new, keys -> {});
    }

    private <A extends Answer> CompletableFuture<A> ask(
            Class<A> type, LongFunction<Order> order, IntConsumer listener) {
        long id = orders.incrementAndGet();
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        asked.put(id, answer);
        progress.put(id, listener);
        try {
            channel.write(order.apply(id));
        } catch (IOException gone) {
            answer.completeExceptionally(new IllegalStateException("node " + name + " takes no more orders", gone));
        }
        if (!process.isAlive()) {
            // It may have ended between two looks of the reader's, who then has told everybody but this one.
            answer.completeExceptionally(new IllegalStateException("node " + name + " has ended"));
        }
        return answer.thenApply(type::cast);
    }

    /** Kills it as {@code kill -9} does: it can do nothing any more. Returns when it is gone. */
    public void kill() {
        process.destroyForcibly();
        boolean interrupted = false;
        while (true) {
            try {
                process.waitFor();
                break;
            } catch (InterruptedException later) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        kill();
    }

    @Override
    public String toString() {
        return "node " + name + " (process " + pid() + ")";
    }
}
