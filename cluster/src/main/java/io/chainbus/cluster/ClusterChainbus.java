package io.chainbus.cluster;

import akka.Done;
import akka.actor.CoordinatedShutdown;
import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.DispatcherSelector;
import akka.actor.typed.Extension;
import akka.actor.typed.ExtensionId;
import akka.cluster.MemberStatus;
import akka.cluster.sharding.typed.ClusterShardingSettings;
import akka.cluster.sharding.typed.ShardingEnvelope;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import akka.cluster.sharding.typed.javadsl.Entity;
import akka.cluster.sharding.typed.javadsl.EntityTypeKey;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.ClusterSingleton;
import akka.cluster.typed.SingletonActor;
import com.typesafe.config.Config;
import io.chainbus.Chain;
import io.chainbus.ChainSpec;
import io.chainbus.cluster.agent.AgentSettings;
import io.chainbus.cluster.agent.NodeChain;
import io.chainbus.cluster.home.Home;
import io.chainbus.cluster.home.HomeSettings;
import io.chainbus.cluster.journal.Journal;
import io.chainbus.cluster.layout.AgentId;
import io.chainbus.cluster.waiting.Arbiter;
import io.chainbus.cluster.waiting.Waits;
import io.chainbus.cluster.wire.HomeCommand;
import io.chainbus.cluster.wire.ToHome;
import io.chainbus.recording.HistoryFile;
import io.chainbus.recording.Recorder;
import java.lang.reflect.InvocationTargetException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The chains of a cluster, as one of its nodes sees them. One instance a system; thread-safe. Subscribers may be registered
 * and events published on any node; a chain's coordinator is on one of them, and on another when that is gone.
 *
 * <pre>{@code
 * ChainSpec<String> MODULES = ChainSpec.named("modules", String.class);
 *
 * Chain<String> modules = ClusterChainbus.get(system).chain(MODULES);                      // on each node
 * modules.register(Subscriber.<String>named("ftrace").first().handler(visit -> Verdict.ok()));    // on one
 * modules.publish(ModulePhase.COMING, "ext4");                                                    // on another
 * }</pre>
 *
 * <p>What is otherwise than on one machine:
 *
 * <ul>
 *   <li>Of a veto of the application's own type only the {@linkplain io.chainbus.verdict.Verdict.Veto#reason reason} goes to
 *       other nodes, and into the journal: in a receipt it is a {@link io.chainbus.verdict.Verdict.Refusal}. What others
 *       are to make decisions by belongs into a payload.
 *   <li>{@link ChainSpec#timed} has no effect: receipts say {@link io.chainbus.walk.Timing#off}, since a node's monotonic
 *       clock says nothing to another. A node's {@linkplain #history history} has the times of the visits on it.
 *   <li>A wait from inside a handler ({@link io.chainbus.walk.Visit#verdictAfter}) that closes a circle fails a moment after
 *       it has begun, also over several nodes (promise P12). Circles that go through a chain of {@link io.chainbus.Chainbus}
 *       as well are not seen.
 *   <li>Several chains cannot be joined at once ({@link io.chainbus.Enrolment}).
 *   <li>A payload that a node cannot read is answered for by the policies of its subscribers, as if their handlers had
 *       thrown.
 *   <li>Asked again after its acknowledgement was lost together with its coordinator, a leave is answered by {@link
 *       io.chainbus.coordinator.ChainProtocol.UnknownId}.
 * </ul>
 *
 * <p>All nodes must open a chain by the same specification, and their payloads' class must be bound to a serializer
 * ({@code akka.actor.serialization-bindings}).
 */
public final class ClusterChainbus implements Extension {

    private static final Id ID = new Id();
    private static final EntityTypeKey<HomeCommand> HOMES = EntityTypeKey.create(HomeCommand.class, "chainbus");

    private final ActorSystem<?> system;
    private final AtomicReference<@Nullable HistoryFile> history = new AtomicReference<>();
    private final String node;
    private final long uid;
    private final AgentSettings.Limits limits;
    private final Journal journal;
    private final ActorRef<ShardingEnvelope<HomeCommand>> region;
    private final Waits waits;
    private final Map<String, NodeChain<?>> chains = new HashMap<>();
    private final Set<String> coordinated = ConcurrentHashMap.newKeySet();
    private long lives;

    private ClusterChainbus(ActorSystem<?> system) {
        this.system = system;
        Config config = system.settings().config().getConfig("chainbus");
        Cluster cluster = Cluster.get(system);
        this.node = config.getString("cluster.node").isEmpty()
                ? cluster.selfMember().address().hostPort()
                : config.getString("cluster.node");
        this.uid = cluster.selfMember().uniqueAddress().longUid();
        this.limits = AgentSettings.Limits.of(config);
        this.journal = journal(config.getString("cluster.journal"));
        HomeSettings homes =
                new HomeSettings(node, journal, this::recorder, coordinated, HomeSettings.Limits.of(config));
        this.region = ClusterSharding.get(system)
                .init(Entity.of(HOMES, context -> Home.create(context.getEntityId(), context.getShard(), homes))
                        .withStopMessage(new Home.Retire())
                        .withSettings(ClusterShardingSettings.create(system).withNoPassivationStrategy())
                        .withEntityProps(DispatcherSelector.fromConfig("chainbus.dispatcher")));
        this.waits = Waits.of(
                system,
                uid,
                ClusterSingleton.get(system)
                        .init(SingletonActor.of(Arbiter.create(), "chainbus-arbiter"))
                        .narrow(),
                limits.askAgainMin());
        akka.cluster.Cluster.get(system).registerOnMemberUp(this::wake);
        CoordinatedShutdown.get(system)
                .addTask(CoordinatedShutdown.PhaseBeforeClusterShutdown(), "chainbus-leaves-in-good-order", this::part);
        CoordinatedShutdown.get(system)
                .addTask(
                        CoordinatedShutdown.PhaseBeforeActorSystemTerminate(),
                        "chainbus-leaves-nobody-waiting",
                        this::abandon);
    }

    /** Chains that the journal has and that no node may know of, since all were gone. Those that are awake stay as they are. */
    private void wake() {
        journal.registry().open().thenAccept(names -> {
            HistoryFile file = history.get();
            long clock = file == null ? 0 : file.recorder("").clock();
            names.forEach(name -> region.tell(new ShardingEnvelope<>(name, new ToHome.Wake(clock))));
        });
    }

    private Journal journal(String name) {
        try {
            return Class.forName(name)
                    .asSubclass(Journal.class)
                    .getConstructor(ActorSystem.class)
                    .newInstance(system);
        } catch (InvocationTargetException e) {
            // It says itself what is the matter with the database, say.
            throw e.getCause() instanceof RuntimeException why ? why : new IllegalStateException(e.getCause());
        } catch (ReflectiveOperationException | ClassCastException e) {
            throw new IllegalArgumentException(
                    "chainbus.cluster.journal names " + name
                            + ", which is not a Journal with a constructor that takes an ActorSystem",
                    e);
        }
    }

    /** The system's own; the system is a node of an Akka cluster. */
    public static ClusterChainbus get(ActorSystem<?> system) {
        return system.registerExtension(ID);
    }

    /**
     * Records what happens of all chains on this node from now on: to be called before any is opened. The histories of all
     * nodes are merged by {@code ./chainbus check A B C}.
     *
     * @throws IllegalStateException if a chain is open here, or something records already
     */
    public synchronized void history(HistoryFile file) {
        if (!chains.isEmpty() || !history.compareAndSet(null, file)) {
            throw new IllegalStateException("a node's history is recorded from its beginning, and once");
        }
        file.followTimeOfDay();
    }

    /** The chains that are coordinated on this node at the time. */
    public Set<String> coordinated() {
        return Set.copyOf(coordinated);
    }

    /** This node's name in histories and logs. */
    public String node() {
        return node;
    }

    /** Those of this node's handlers. */
    Waits waits() {
        return waits;
    }

    private Recorder recorder(String chain) {
        HistoryFile file = history.get();
        return file == null ? Recorder.off() : file.recorder(chain);
    }

    /**
     * The chain of that name; made as the spec says when no node has it yet, or it has been closed. What is asked of one that
     * has been closed, on whatever node, fails with a {@link io.chainbus.coordinator.ChainStoppedException}. So it does of one
     * that has failed on this node, which only a defect of chainbus brings about: its subscribers here have died, and it is
     * opened anew.
     *
     * @throws IllegalArgumentException when this node has one of that name that is not as the spec says; or when the spec
     *     has a history of its own, instead of the node's. Where another node has one that is otherwise, what is asked of
     *     the chain fails with an {@link IllegalStateException} that says so
     */
    public synchronized <T> Chain<T> chain(ChainSpec<T> spec) {
        if (spec.recorder().on()) {
            throw new IllegalArgumentException("chain '" + spec.name()
                    + "' is spread over a cluster: its history is each node's (ClusterChainbus.history)");
        }
        NodeChain<?> known = chains.get(spec.name());
        if (known == null || known.closed()) {
            NodeChain<T> opened = open(spec);
            chains.put(spec.name(), opened);
            return opened.chain();
        }
        if (!known.spec().isLike(spec)) {
            throw new IllegalArgumentException(
                    "chain '" + spec.name() + "' is there already as " + known.spec() + ", not as " + spec);
        }
        @SuppressWarnings("unchecked") // same class, so same type
        Chain<T> chain = (Chain<T>) known.chain();
        return chain;
    }

    private <T> NodeChain<T> open(ChainSpec<T> spec) {
        AgentSettings<T> settings =
                new AgentSettings<>(spec, new AgentId(node, uid, ++lives), recorder(spec.name()), limits, waits);
        return NodeChain.open(system, settings, message -> region.tell(new ShardingEnvelope<>(spec.name(), message)));
    }

    /** What is under way here ends, and nobody waits for this node any more. One that has been shut out cannot do that. */
    private CompletionStage<Done> part() {
        MemberStatus status = Cluster.get(system).selfMember().status();
        boolean shutOut = status.equals(MemberStatus.down()) || status.equals(MemberStatus.removed());
        boolean joining = status.equals(MemberStatus.joining());
        return shutOut || joining ? CompletableFuture.completedFuture(Done.done()) : all(NodeChain::part);
    }

    private CompletionStage<Done> abandon() {
        return all(NodeChain::abandon);
    }

    private synchronized CompletionStage<Done> all(Function<NodeChain<?>, CompletionStage<Void>> what) {
        CompletableFuture<?>[] done = chains.values().stream()
                .map(chain -> what.apply(chain).toCompletableFuture())
                .toArray(CompletableFuture[]::new);
        return CompletableFuture.allOf(done).thenApply(all -> Done.done());
    }

    private static final class Id extends ExtensionId<ClusterChainbus> {
        @Override
        public ClusterChainbus createExtension(ActorSystem<?> system) {
            return new ClusterChainbus(system);
        }
    }
}
