package io.chainbus.node.bench;

import io.chainbus.node.fleet.Answer;
import io.chainbus.node.fleet.Fleet;
import io.chainbus.node.fleet.NodeProcess;
import io.chainbus.node.settings.JournalSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Measures a cluster's throughput: nodes on this machine, each in a JVM of its own; subscribers that do nothing, spread over
 * them; and one node that publishes so fast that so many events are always under way. Each receipt is looked at: it must
 * have every subscriber's visit. A walk takes the same way through the nodes whether they are busy or not; what is measured
 * is what the library and the network of this machine cost.
 */
public final class ClusterBench {

    private static final long PATIENCE_SECONDS = 60;
    private static final String PHASE = "LIVE";

    /**
     * What is measured.
     *
     * @param inFlight events that are under way at any time
     * @param warmUp for how long each layout runs before it is measured
     * @param journal absent where nothing is kept
     */
    public record Settings(
            int nodes,
            int subscribers,
            List<SeatPlan> layouts,
            int inFlight,
            int warmUp,
            int seconds,
            @Nullable JournalSettings journal) {
        public Settings {
            layouts = List.copyOf(layouts);
        }
    }

    private final Settings settings;
    private final Consumer<String> told;
    private final Fleet fleet;

    private ClusterBench(Settings settings, Consumer<String> told, Fleet fleet) {
        this.settings = settings;
        this.told = told;
        this.fleet = fleet;
    }

    /**
     * Runs it.
     *
     * @param folder of the nodes' logs, which is there
     * @param told hears what is being done
     * @throws TimeoutException when a node does not do in a minute what takes seconds
     * @throws IllegalStateException when a node ends, or cannot do what it is told
     */
    public static BenchReport run(Settings settings, Path folder, Consumer<String> told)
            throws IOException, InterruptedException, TimeoutException {
        List<String> jvm = new ArrayList<>(Fleet.ownOptions());
        // The processors are shared by all of them: a collector with threads of its own would only take them away.
        jvm.addAll(List.of("-Xms512m", "-Xmx512m", "-XX:+UseSerialGC"));
        try (Fleet fleet = new Fleet(folder, jvm, options(settings.journal()))) {
            return new ClusterBench(settings, told, fleet).run();
        }
    }

    private static Map<String, Object> options(@Nullable JournalSettings journal) {
        Map<String, Object> options = new LinkedHashMap<>();
        options.put("cluster", "bench");
        options.put("history", "");
        options.put("durability", journal == null ? "none" : "journal");
        if (journal != null) {
            options.put("journal.url", journal.url());
            options.put("journal.user", journal.user());
            options.put("journal.password", journal.password());
        }
        return options;
    }

    private BenchReport run() throws IOException, InterruptedException, TimeoutException {
        List<String> names = new ArrayList<>();
        for (int node = 1; node <= settings.nodes(); node++) {
            names.add("n" + node);
        }
        List<NodeProcess> nodes = fleet.startTogether(names, PATIENCE_SECONDS);
        List<BenchReport.Figure> figures = new ArrayList<>();
        for (SeatPlan layout : settings.layouts()) {
            figures.add(measure(nodes, layout));
        }
        return new BenchReport(settings, Runtime.getRuntime().availableProcessors(), figures);
    }

    private BenchReport.Figure measure(List<NodeProcess> nodes, SeatPlan layout)
            throws InterruptedException, TimeoutException {
        // With a journal there may be chains of earlier runs.
        String chain = layout.word() + "-" + Long.toHexString(System.currentTimeMillis());
        for (int node = 0; node < nodes.size(); node++) {
            subscribe(nodes.get(node), chain, layout, node);
        }
        NodeProcess publisher = nodes.get(0);
        told.accept(layout.word() + ": " + settings.warmUp() + " s to get warm, " + settings.seconds() + " s measured");
        Answer.Driven warm = drive(publisher, chain, settings.warmUp());
        Duration before = busy(nodes);
        Answer.Driven driven = drive(publisher, chain, settings.seconds());
        Duration after = busy(nodes);
        String coordinator =
                Fleet.await(publisher.look(chain), PATIENCE_SECONDS).coordinator();
        Fleet.await(publisher.closeChain(chain), PATIENCE_SECONDS);
        return new BenchReport.Figure(
                layout,
                layout.pattern(settings.nodes(), settings.subscribers()),
                driven.walks(),
                driven.nanos(),
                after.minus(before).toNanos(),
                coordinator,
                warm.wrong() + driven.wrong(),
                warm.wrong() > 0 ? warm.example() : driven.example());
    }

    private void subscribe(NodeProcess node, String chain, SeatPlan layout, int number)
            throws InterruptedException, TimeoutException {
        Answer.Subscribed reply = Fleet.await(
                node.subscribe(chain, layout.of(number, settings.nodes(), settings.subscribers())), PATIENCE_SECONDS);
        if (!reply.refused().isEmpty()) {
            throw new IllegalStateException("refused on " + node + ": " + reply.refused());
        }
    }

    private Answer.Driven drive(NodeProcess publisher, String chain, int seconds)
            throws InterruptedException, TimeoutException {
        return Fleet.await(
                publisher.drive(chain, PHASE, settings.inFlight(), seconds, settings.subscribers()),
                seconds + PATIENCE_SECONDS);
    }

    /** For how long processors have been busy with the nodes. */
    private static Duration busy(List<NodeProcess> nodes) {
        return nodes.stream()
                .map(node -> ProcessHandle.of(node.pid())
                        .flatMap(process -> process.info().totalCpuDuration())
                        .orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }
}
