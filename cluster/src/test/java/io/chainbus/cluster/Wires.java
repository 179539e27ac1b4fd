package io.chainbus.cluster;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Props;
import akka.actor.typed.javadsl.Adapter;
import akka.actor.typed.javadsl.Behaviors;
import akka.cluster.typed.Cluster;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.chainbus.Chain;
import io.chainbus.ChainSpec;
import io.chainbus.cluster.agent.AgentSettings;
import io.chainbus.cluster.agent.NodeChain;
import io.chainbus.cluster.home.Home;
import io.chainbus.cluster.home.HomeSettings;
import io.chainbus.cluster.layout.AgentId;
import io.chainbus.cluster.wire.HomeCommand;
import io.chainbus.cluster.wire.Sender;
import io.chainbus.cluster.wire.ToAgent;
import io.chainbus.cluster.wire.ToHome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A chain on the nodes of a test's cluster, with coordinators that come and go as the test says, and with wires between
 * them and the nodes' agents and publishers on which messages are lost, doubled, delayed and held. Thread-safe.
 */
final class Wires {

    /** What becomes of messages, in percent of them. Those that are late are overtaken by others. */
    record Weather(int lost, int doubled, int late) {
        static final Weather FAIR = new Weather(0, 0, 0);
    }

    private final TestCluster cluster;
    private final ChainSpec<String> spec;
    private final Weather weather;
    private final Random random;
    private final Config config;
    private final Map<String, Chain<String>> chains = new ConcurrentHashMap<>();
    private final Map<String, AtomicLong> counts = new ConcurrentHashMap<>();
    private final List<Runnable> late = new ArrayList<>();
    private volatile @Nullable Coordinator now;
    private int coordinators;
    private Predicate<Object> dropped = message -> false;

    /** A coordinator, and the near ends of the wires that lead to it and away from it. */
    final class Coordinator {
        private final int number;
        private final ActorSystem<?> system;
        private final ActorRef<HomeCommand> home;
        private final ActorRef<HomeCommand> end;
        private final Map<ActorRef<?>, ActorRef<?>> ends = new HashMap<>();
        private final Set<String> coordinated = ConcurrentHashMap.newKeySet();
        private final List<Held> held = new ArrayList<>();
        private Predicate<Object> holds = message -> false;

        private Coordinator(int number, TestCluster.Node node) {
            this.number = number;
            this.system = node.system();
            HomeSettings settings = new HomeSettings(
                    node.name(),
                    new SharedJournal(system),
                    node.history()::recorder,
                    coordinated,
                    HomeSettings.Limits.of(config));
            this.home = system.systemActorOf(
                    Home.create(spec.name(), system.deadLetters(), settings), name("home"), Props.empty());
            this.end = end("end", message -> hears((ToHome) message));
        }

        private String name(String what) {
            return spec.name() + "-" + what + "-" + number;
        }

        private <M> ActorRef<M> end(String what, Consumer<M> taker) {
            return system.systemActorOf(
                    Behaviors.<M>receiveMessage(message -> {
                        if (message instanceof Gone) {
                            return Behaviors.stopped();
                        }
                        taker.accept(message);
                        return Behaviors.same();
                    }),
                    name(what),
                    Props.empty());
        }

        /** Something for it is sent. */
        private void hears(ToHome message) {
            ToHome passed = passed(message);
            send(this, message, () -> home.tell(passed));
        }

        private ToHome passed(ToHome message) {
            if (message instanceof ToHome.Attach attach) {
                return new ToHome.Attach(end(attach.from()), attach.declaration(), attach.epoch(), attach.clock());
            }
            if (message instanceof ToHome.Register register) {
                return new ToHome.Register(end(register.from()), register.applicant(), register.clock());
            }
            if (message instanceof ToHome.Unregister leave) {
                return new ToHome.Unregister(
                        end(leave.from()), leave.ask(), leave.id(), leave.mode(), leave.resigned(), leave.clock());
            }
            if (message instanceof ToHome.Quiet quiet) {
                return new ToHome.Quiet(end(quiet.from()), quiet.number(), quiet.farewell(), quiet.clock());
            }
            if (message instanceof ToHome.Publish publish) {
                return new ToHome.Publish(
                        publish.publisher(),
                        end(publish.replyTo(), "publisher"),
                        publish.epoch(),
                        publish.below(),
                        publish.upTo(),
                        publish.events(),
                        publish.clock());
            }
            if (message instanceof ToHome.Look look) {
                return new ToHome.Look(end(look.replyTo(), "looker"), look.ask(), look.clock());
            }
            return message;
        }

        private Sender end(Sender sender) {
            return new Sender(sender.agent(), end(sender.ref(), "agent"));
        }

        @SuppressWarnings("unchecked") // of the same type as the far end
        private synchronized <M> ActorRef<M> end(ActorRef<M> far, String what) {
            return (ActorRef<M>) ends.computeIfAbsent(
                    far, unused -> this.<M>end(what + ends.size(), message -> says(message, far)));
        }

        @SuppressWarnings("unchecked") // a welcome is for whoever it came for
        private <M> void says(M message, ActorRef<M> far) {
            M passed = message instanceof ToAgent.Welcome welcome
                    ? (M) new ToAgent.Welcome(welcome.to(), welcome.epoch(), end, welcome.kept(), welcome.clock())
                    : message;
            send(this, message, () -> {
                count("from coordinator " + number, message);
                far.tell(passed);
            });
        }

        /** From now on messages like that go no further on its wires, in either direction, until they are let go. */
        void hold(Predicate<Object> which) {
            synchronized (Wires.this) {
                holds = which;
            }
        }

        /** How many messages of that class are held. */
        long held(Class<?> which) {
            synchronized (Wires.this) {
                return held.stream()
                        .filter(one -> which.isInstance(one.message()))
                        .count();
            }
        }

        /** Whether it goes on with the chain, or will. */
        boolean isThere() {
            return coordinated.contains(spec.name());
        }

        /** What was held arrives. */
        void letGo() {
            List<Held> all;
            synchronized (Wires.this) {
                holds = message -> false;
                all = List.copyOf(held);
                held.clear();
            }
            all.forEach(one -> one.delivery().run());
        }

        /** The others are told that it is gone, whether it is or not. */
        void takenForGone() {
            end.tell(new Gone());
        }

        /** It stops as an actor of a node that was killed: between two messages, and without any more of them. */
        void stop() {
            hold(message -> true);
            synchronized (Wires.this) {
                held.clear();
            }
            Adapter.toClassic(system).stop(Adapter.toClassic(home));
            takenForGone();
        }
    }

    private record Held(Object message, Runnable delivery) {}

    private record Gone() implements HomeCommand {}

    Wires(TestCluster cluster, String chain, Weather weather, long seed) {
        this.cluster = cluster;
        this.spec = ChainSpec.named(chain, String.class);
        this.weather = weather;
        this.random = new Random(seed);
        this.config = ConfigFactory.parseString("cluster { ask-again-min = 40 ms, ask-again-max = 200 ms }")
                .withFallback(
                        cluster.nodes().get(0).system().settings().config().getConfig("chainbus"));
    }

    /** A coordinator begins on that node, and whoever looks for one is led to it. */
    Coordinator coordinate(String node) {
        Coordinator next;
        synchronized (this) {
            next = new Coordinator(++coordinators, cluster.node(node));
        }
        now = next;
        return next;
    }

    /** The latest. */
    Coordinator coordinator() {
        return Objects.requireNonNull(now);
    }

    /** The chain as that node has it. */
    Chain<String> chain(String node) {
        return chains.computeIfAbsent(node, this::open);
    }

    private Chain<String> open(String name) {
        TestCluster.Node node = cluster.node(name);
        long uid = Cluster.get(node.system()).selfMember().uniqueAddress().longUid();
        AgentSettings<String> settings = new AgentSettings<>(
                spec,
                new AgentId(name, uid, 1),
                node.history().recorder(spec.name()),
                AgentSettings.Limits.of(config),
                node.chainbus().waits());
        return NodeChain.open(node.system(), settings, message -> {
                    Coordinator coordinator = now;
                    if (coordinator != null) {
                        coordinator.hears(message);
                    }
                })
                .chain();
    }

    /** Messages like that are lost. */
    synchronized void drop(Predicate<Object> which) {
        dropped = which;
    }

    private void send(Coordinator coordinator, Object message, Runnable delivery) {
        List<Runnable> arriving = new ArrayList<>();
        synchronized (this) {
            count("sent", message);
            if (coordinator.holds.test(message)) {
                coordinator.held.add(new Held(message, delivery));
                return;
            }
            if (dropped.test(message)) {
                count("lost", message);
                return;
            }
            through(message, delivery, arriving);
            while (!late.isEmpty() && random.nextBoolean()) {
                arriving.add(late.remove(random.nextInt(late.size())));
            }
        }
        arriving.forEach(Runnable::run);
    }

    private void through(Object message, Runnable delivery, List<Runnable> arriving) {
        int chance = random.nextInt(100);
        if (chance < weather.lost()) {
            count("lost", message);
            return;
        }
        int copies = 1;
        if (chance < weather.lost() + weather.doubled()) {
            count("doubled", message);
            copies = 2;
        }
        for (int copy = 0; copy < copies; copy++) {
            // Of one and the same id, who leaves and who comes back are told apart by the order of what is said.
            if (random.nextInt(100) < weather.late() && !(message instanceof ToHome.Unregister)) {
                count("late", message);
                late.add(delivery);
            } else {
                arriving.add(delivery);
            }
        }
    }

    private void count(String what, Object message) {
        counts.computeIfAbsent(what + " " + message.getClass().getSimpleName(), unused -> new AtomicLong())
                .incrementAndGet();
    }

    /** How many messages of that class were {@code sent}, {@code lost}, {@code doubled} or {@code late}. */
    long count(String what, Class<?> message) {
        AtomicLong count = counts.get(what + " " + message.getSimpleName());
        return count == null ? 0 : count.get();
    }

    /** How many messages of that class from that coordinator have reached whom they were for. */
    long arrived(Coordinator from, Class<?> message) {
        return count("from coordinator " + from.number, message);
    }

    @Override
    public String toString() {
        return spec.name();
    }
}
