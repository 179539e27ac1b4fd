package io.chainbus.node;

import akka.Done;
import akka.actor.Address;
import akka.actor.CoordinatedShutdown;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Behaviors;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Join;
import akka.cluster.typed.JoinSeedNodes;
import akka.management.javadsl.AkkaManagement;
import com.typesafe.config.ConfigException;
import io.chainbus.Chain;
import io.chainbus.ChainSpec;
import io.chainbus.cluster.ClusterChainbus;
import io.chainbus.cluster.journal.jdbc.JournalUnusableException;
import io.chainbus.input.InputRefused;
import io.chainbus.input.Problem;
import io.chainbus.node.metrics.NodeMetrics;
import io.chainbus.node.security.KeyCheck;
import io.chainbus.node.security.KeyFiles;
import io.chainbus.node.settings.NodeAddress;
import io.chainbus.node.settings.NodeConfiguration;
import io.chainbus.node.settings.NodeSettings;
import io.chainbus.node.status.OpenChains;
import io.chainbus.recording.HistoryFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running node: an actor system that is a member of a cluster, with its endpoints over HTTP. It has no signal handlers
 * and ends no process; whoever started it does that, when {@link #ended} says how it went.
 *
 * <pre>{@code
 * Node node = Node.start(NodeConfiguration.of(options, System.getenv(), file));
 * node.up().thenRun(() -> ...);
 * node.leave();
 * }</pre>
 */
public final class Node {

    private static final Logger LOG = LoggerFactory.getLogger(Node.class);

    /** Told to, by a signal or by whoever embeds it. */
    private static final CoordinatedShutdown.Reason LEAVE = new CoordinatedShutdown.Reason() {
        @Override
        public String toString() {
            return "told to leave";
        }
    };

    private final ActorSystem<Void> system;
    private final String name;
    private final NodeAddress address;
    private final URI management;
    private final CompletableFuture<Done> up = new CompletableFuture<>();
    private final CompletionStage<Ending> ended;

    /** Those that were asked for here: what is counted about one is counted once. */
    private final Map<Chain<?>, Chain<?>> chains = new ConcurrentHashMap<>();

    private final @Nullable HistoryFile history;

    private Node(ActorSystem<Void> system, NodeSettings settings, NodeAddress address, URI management) {
        this.system = system;
        this.name = settings.name().isEmpty() ? address.toString() : settings.name();
        // On every node, since chains that others have may be coordinated here.
        ClusterChainbus chainbus = ClusterChainbus.get(system);
        HistoryFile recorded = history(settings.history(), name);
        if (recorded != null) {
            chainbus.history(recorded);
        }
        this.history = recorded;
        this.address = address;
        this.management = management;
        this.ended = over(system).thenApply(done -> {
            closeHistory();
            return ending(system);
        });
        akka.cluster.Cluster.get(system).registerOnMemberUp(() -> up.complete(Done.done()));
        ended.thenAccept(
                ending -> up.completeExceptionally(new IllegalStateException("node " + name + " " + ending.text())));
    }

    /**
     * When the actor system has stopped, or has had its time for it: one whose TLS connections have failed may stop never
     * (akka-core, issue 29162), and has nothing left to do by then.
     */
    private static CompletionStage<Done> over(ActorSystem<Void> system) {
        CompletableFuture<Done> over = new CompletableFuture<>();
        system.getWhenTerminated().thenAccept(over::complete);
        CoordinatedShutdown shutdown = CoordinatedShutdown.get(system);
        shutdown.addTask(CoordinatedShutdown.PhaseActorSystemTerminate(), "node-is-over", () -> {
            // It is running, so this starts nothing: it answers with the end of what runs.
            shutdown.runAll(LEAVE).whenComplete((done, failure) -> {
                if (over.complete(Done.done())) {
                    LOG.warn("the actor system does not stop, and is left behind");
                }
            });
            return CompletableFuture.completedFuture(Done.done());
        });
        return over;
    }

    private static @Nullable HistoryFile history(@Nullable Path file, String name) {
        if (file == null) {
            return null;
        }
        try {
            return HistoryFile.create(file, name);
        } catch (IOException unusable) {
            throw InputRefused.unusable(file, unusable);
        }
    }

    private void closeHistory() {
        HistoryFile recorded = history;
        if (recorded != null) {
            try {
                recorded.close();
            } catch (IOException incomplete) {
                LOG.error("the history of node {} is not complete", name, incomplete);
            }
        }
    }

    /** Starts a node and lets it ask its seeds to be let in; it is not up yet. Throws as {@link #open} does. */
    public static Node start(NodeConfiguration configuration) {
        Node node = open(configuration);
        node.join(configuration.settings().seeds());
        return node;
    }

    /**
     * Starts a node that is in no cluster yet: its addresses are known, and it has asked nobody to be let in.
     *
     * @throws InputRefused if it cannot run as it is configured: its key files will not do, a port is taken, a library
     *     does not understand a setting
     */
    public static Node open(NodeConfiguration configuration) {
        NodeSettings settings = configuration.settings();
        KeyFiles keys = settings.keys();
        if (keys != null) {
            String protocol = configuration.config().getString("akka.remote.artery.ssl.config-ssl-engine.protocol");
            KeyCheck.refuseIfUnusable(keys, settings.address().host(), protocol);
        }
        ActorSystem<Void> system = system(configuration);
        try {
            URI management = bindManagement(system, settings.management());
            Address own = Cluster.get(system).selfMember().address();
            NodeAddress address =
                    new NodeAddress(own.getHost().get(), own.getPort().get());
            return new Node(system, settings, address, management);
        } catch (JournalUnusableException unusable) {
            system.terminate();
            throw new InputRefused(new Problem("the journal", Problem.WHOLE, String.valueOf(unusable.getMessage())));
        } catch (RuntimeException failed) {
            system.terminate();
            throw failed;
        }
    }

    private static ActorSystem<Void> system(NodeConfiguration configuration) {
        NodeSettings settings = configuration.settings();
        try {
            return ActorSystem.create(Behaviors.empty(), settings.cluster(), configuration.config());
        } catch (ConfigException malformed) {
            throw NodeConfiguration.refused(malformed);
        } catch (RuntimeException failed) {
            throw unusable(settings.address(), failed);
        }
    }

    private static URI bindManagement(ActorSystem<Void> system, NodeAddress wanted) {
        try {
            return URI.create(AkkaManagement.get(system)
                    .start()
                    .toCompletableFuture()
                    .join()
                    .toString());
        } catch (CompletionException failed) {
            throw unusable(wanted, failed);
        }
    }

    /** What cannot be listened on is somebody's setting; everything else is a bug. */
    private static RuntimeException unusable(NodeAddress address, RuntimeException failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException || cause instanceof java.nio.channels.UnresolvedAddressException) {
                return new InputRefused(new Problem(
                        address.toString(), Problem.WHOLE, "expected an address to listen on: " + cause.getMessage()));
            }
        }
        return failed;
    }

    /**
     * Asks these to be let in; to be called once. If the first of them is the node itself and none of the others is in a
     * cluster, it starts one; with none it is one of its own.
     */
    public void join(List<NodeAddress> seeds) {
        Cluster cluster = Cluster.get(system);
        Address own = cluster.selfMember().address();
        if (seeds.isEmpty()) {
            cluster.manager().tell(Join.create(own));
        } else {
            cluster.manager()
                    .tell(new JoinSeedNodes(seeds.stream()
                            .map(seed -> new Address(own.protocol(), own.system(), seed.host(), seed.port()))
                            .toList()));
        }
    }

    private static Ending ending(ActorSystem<?> system) {
        var reason = CoordinatedShutdown.get(system).getShutdownReason().orElse(CoordinatedShutdown.unknownReason());
        if (reason == CoordinatedShutdown.clusterJoinUnsuccessfulReason()) {
            return Ending.NOT_LET_IN;
        }
        if (reason == CoordinatedShutdown.incompatibleConfigurationDetectedReason()) {
            return Ending.OTHERWISE_CONFIGURED;
        }
        return reason == CoordinatedShutdown.clusterDowningReason() ? Ending.SHUT_OUT : Ending.LEFT;
    }

    public ActorSystem<Void> system() {
        return system;
    }

    /**
     * The chain of that name, spread over the cluster, with this node's history where it records one; what is published
     * through it is counted.
     *
     * @throws IllegalArgumentException when there is one of that name here that is not as the spec says
     */
    public <T> Chain<T> chain(ChainSpec<T> spec) {
        Chain<T> chain = ClusterChainbus.get(system).chain(spec);
        OpenChains.get(system).add(chain);
        @SuppressWarnings("unchecked") // the chain behind it is of that spec
        Chain<T> metered = (Chain<T>)
                chains.computeIfAbsent(chain, known -> NodeMetrics.get(system).metered(known));
        return metered;
    }

    /** What it is called in logs, histories, metrics and status. */
    public String name() {
        return name;
    }

    /** Where others reach it, with the port that it really has. */
    public NodeAddress address() {
        return address;
    }

    /** Where its endpoints are. */
    public URI management() {
        return management;
    }

    /**
     * Hands what this node has recorded so far to the operating system, so that it can be read while the node runs on.
     *
     * @throws UncheckedIOException when a line could not be written, now or earlier
     */
    public void flushHistory() {
        HistoryFile recorded = history;
        if (recorded != null) {
            try {
                recorded.flush();
            } catch (IOException incomplete) {
                throw new UncheckedIOException(incomplete);
            }
        }
    }

    /** When the cluster has let it in; fails when it ends before that. */
    public CompletionStage<Done> up() {
        return up;
    }

    /** When its actor system has stopped, or has had its time for it ({@code actor-system-terminate.timeout}), and why. */
    public CompletionStage<Ending> ended() {
        return ended;
    }

    /** Leaves the cluster in good order: what it coordinates is handed over, then it ends. */
    public void leave() {
        CoordinatedShutdown.get(system).runAll(LEAVE);
    }
}
