package io.chainbus.cluster;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import akka.actor.CoordinatedShutdown;
import akka.actor.PoisonPill;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Adapter;
import akka.actor.typed.javadsl.Behaviors;
import akka.cluster.Member;
import akka.cluster.MemberStatus;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Down;
import akka.cluster.typed.Join;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.chainbus.Chain;
import io.chainbus.ChainSpec;
import io.chainbus.history.HistoryMerge;
import io.chainbus.history.HistoryReader;
import io.chainbus.history.HistorySource;
import io.chainbus.history.check.CheckReport;
import io.chainbus.history.check.HistoryChecker;
import io.chainbus.recording.HistoryFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Several nodes of a cluster in one JVM, each with its history. */
final class TestCluster implements AutoCloseable {

    private static final String NAME = "chainbus-test";

    private static final CoordinatedShutdown.Reason LEAVE = new CoordinatedShutdown.Reason() {};

    private final Config settings;
    private final Path folder;
    private final Class<?> journal;
    private final Map<String, Node> nodes = new LinkedHashMap<>();
    private final List<Path> histories = new ArrayList<>();
    private final Map<String, Integer> lives = new HashMap<>();

    record Node(String name, ActorSystem<?> system, HistoryFile history) {

        ClusterChainbus chainbus() {
            return ClusterChainbus.get(system);
        }

        <T> Chain<T> chain(ChainSpec<T> spec) {
            return chainbus().chain(spec);
        }
    }

    TestCluster(Path folder, Class<?> journal, String... names) throws IOException {
        this(folder, journal, ConfigFactory.empty(), names);
    }

    /** Whose nodes have some more settings. */
    TestCluster(Path folder, Class<?> journal, Config settings, String... names) throws IOException {
        this.settings = settings;
        this.folder = folder;
        this.journal = journal;
        for (String name : names) {
            start(name);
        }
    }

    Node start(String name) throws IOException {
        Config config = settings.withFallback(ConfigFactory.parseString("""
                        akka.remote.artery.canonical { hostname = "127.0.0.1", port = 0 }
                        akka.coordinated-shutdown.run-by-actor-system-terminate = off
                        akka.coordinated-shutdown.run-by-jvm-shutdown-hook = off
                        akka.cluster.run-coordinated-shutdown-when-down = off
                        akka.cluster.jmx.enabled = off
                        akka.cluster.sharding.number-of-shards = 8
                        akka.cluster.failure-detector.acceptable-heartbeat-pause = 1s
                        akka.cluster.split-brain-resolver.down-all-when-unstable = 60s
                        akka.cluster.split-brain-resolver.stable-after = 50s
                        akka.cluster.down-removal-margin = 1 ms
                        akka.logger-startup-timeout = 60s
                        akka.stdout-loglevel = OFF
                        akka.loglevel = ERROR
                        akka.loggers = ["akka.event.slf4j.Slf4jLogger"]
                        akka.logging-filter = "akka.event.slf4j.Slf4jLoggingFilter"
                        chainbus.cluster.ask-again-min = 200 ms
                        """))
                .withFallback(ConfigFactory.parseString(
                        "chainbus.cluster { node = " + name + ", journal = \"" + journal.getName() + "\" }"))
                .withFallback(ConfigFactory.parseResources("chainbus-cluster.conf"))
                .withFallback(ConfigFactory.load());
        ActorSystem<?> system = ActorSystem.create(Behaviors.empty(), NAME, config.resolve());
        Path file = folder.resolve(name + "-" + histories.size() + ".jsonl");
        int life = lives.merge(name, 1, Integer::sum);
        HistoryFile history = HistoryFile.create(file, life == 1 ? name : name + "-" + life);
        histories.add(file);
        Node node = new Node(name, system, history);
        Cluster cluster = Cluster.get(system);
        ActorSystem<?> seed =
                nodes.isEmpty() ? system : nodes.values().iterator().next().system();
        cluster.manager().tell(Join.create(Cluster.get(seed).selfMember().address()));
        nodes.put(name, node);
        await().atMost(60, SECONDS).until(() -> upOn(system) == nodes.size());
        node.chainbus().history(history);
        return node;
    }

    private static long upOn(ActorSystem<?> system) {
        long up = 0;
        for (Member member : Cluster.get(system).state().getMembers()) {
            up += member.status().equals(MemberStatus.up()) ? 1 : 0;
        }
        return up;
    }

    Node node(String name) {
        return Objects.requireNonNull(nodes.get(name));
    }

    List<Node> nodes() {
        return List.copyOf(nodes.values());
    }

    /** The node that the coordinator of that chain is on, if there is one. */
    Optional<Node> home(String chain) {
        return nodes().stream()
                .filter(node -> node.chainbus().coordinated().contains(chain))
                .findFirst();
    }

    /** As if its machine had lost its power: the others say so, and nothing of it is heard any more. */
    void crash(String name) {
        Node node = Objects.requireNonNull(nodes.remove(name));
        ActorSystem<?> other = nodes.values().iterator().next().system();
        Cluster.get(other)
                .manager()
                .tell(new Down(Cluster.get(node.system()).selfMember().address()));
        stopCoordinators(node);
        stop(node);
        await().atMost(60, SECONDS).until(() -> upOn(other) == nodes.size());
    }

    /**
     * Before anything else: while an actor system stops, one part of it sees another one stop, and a coordinator would go on
     * as if its node's subscribers had died, which one on a machine without power does not.
     */
    private static void stopCoordinators(Node node) {
        for (String chain : node.chainbus().coordinated()) {
            Adapter.toClassic(node.system())
                    .actorSelection("/system/sharding/chainbus/*/" + chain)
                    .tell(PoisonPill.getInstance(), akka.actor.ActorRef.noSender());
        }
        await().atMost(60, SECONDS)
                .pollInterval(Duration.ofMillis(2))
                .until(() -> node.chainbus().coordinated().isEmpty());
    }

    /** All at once, as if their machines had lost their power: nothing is written any more, nor handed over. */
    void crashAll() {
        SharedJournal.cut();
        List<Node> all = nodes();
        nodes.clear();
        all.forEach(node -> close(node.history()));
        all.forEach(node -> node.system().terminate());
        all.forEach(TestCluster::stop);
    }

    /** It leaves, and hands over what it has. */
    void leave(String name) {
        leaving(name).join();
    }

    /** The same; done when it has. */
    CompletableFuture<Void> leaving(String name) {
        Node node = Objects.requireNonNull(nodes.remove(name));
        return CoordinatedShutdown.get(node.system())
                .runAll(LEAVE)
                .thenAccept(done -> stop(node))
                .toCompletableFuture();
    }

    private static void stop(Node node) {
        node.system().terminate();
        node.system().getWhenTerminated().toCompletableFuture().join();
        close(node.history());
    }

    private static void close(HistoryFile history) {
        try {
            history.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops all nodes, and checks what they have recorded, together. */
    CheckReport check() throws IOException {
        close();
        List<HistorySource> sources = new ArrayList<>();
        for (Path history : histories) {
            if (Files.size(history) == 0) {
                continue;
            }
            sources.add(new HistoryReader(Files.newInputStream(history), history.toString()));
        }
        try (HistoryMerge merged = new HistoryMerge(sources)) {
            return HistoryChecker.check(merged);
        }
    }

    @Override
    public void close() {
        List<Node> all = nodes();
        nodes.clear();
        all.forEach(node -> node.system().terminate());
        all.forEach(TestCluster::stop);
    }
}
