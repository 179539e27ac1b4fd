package io.chainbus.cluster;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Behaviors;
import akka.cluster.Member;
import akka.cluster.MemberStatus;
import akka.cluster.typed.Cluster;
import com.typesafe.config.ConfigFactory;
import io.chainbus.Chain;
import io.chainbus.ChainSpec;
import io.chainbus.event.Direction;
import io.chainbus.event.Phase;
import io.chainbus.subscriber.Subscriber;
import io.chainbus.verdict.Verdict;
import io.chainbus.walk.Receipt;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How many walks a second go over twelve subscribers on three nodes, each in a JVM of its own, without a journal: started
 * once for each node, by {@code NAME PORT LAYOUT SECONDS}, where the layout is a letter for each place, {@code
 * AAAABBBBCCCC}, say. The first node (A, on the port that all are seeded by) publishes, with 1024 events in flight.
 *
 * <p>Checks its own result: every event has its receipt, with all twelve visits.
 */
final class ThroughputMain {

    private static final Phase PING = Phase.notification("PING", Direction.DESCENDING);
    private static final ChainSpec<String> PINGS =
            ChainSpec.named("pings", String.class).phases(PING);
    private static final int IN_FLIGHT = 1024;

    private ThroughputMain() {}

    public static void main(String[] args) throws Exception {
        String name = args[0];
        int seed = Integer.parseInt(args[1]);
        String layout = args[2];
        int seconds = Integer.parseInt(args[3]);
        boolean first = name.equals("A");
        ActorSystem<?> system = ActorSystem.create(
                Behaviors.empty(),
                "pings",
                ConfigFactory.parseString("akka.remote.artery.canonical { hostname = 127.0.0.1, port = "
                                + (first ? seed : 0) + " }\nakka.cluster.seed-nodes = [\"akka://pings@127.0.0.1:" + seed
                                + "\"]\nchainbus.cluster.node = " + name)
                        .withFallback(ConfigFactory.parseResources("chainbus-cluster.conf"))
                        .withFallback(ConfigFactory.load())
                        .resolve());
        while (up(system) < 3) {
            Thread.sleep(100);
        }
        Chain<String> chain = ClusterChainbus.get(system).chain(PINGS);
        for (int place = 0; place < layout.length(); place++) {
            if (layout.charAt(place) == name.charAt(0)) {
                chain.register(Subscriber.<String>named("s" + place)
                                .priority(100 - place)
                                .handler(visit -> Verdict.ok()))
                        .toCompletableFuture()
                        .get()
                        .orThrow();
            }
        }
        if (first) {
            while (chain.view().toCompletableFuture().get().seats().size() < layout.length()) {
                Thread.sleep(100);
            }
            for (int round = 0; round < 7; round++) {
                System.out.println(layout + " round " + round + ": " + measure(chain, seconds, layout.length())
                        + " walks/s; coordinator here: "
                        + ClusterChainbus.get(system).coordinated());
            }
            system.terminate();
        }
        system.getWhenTerminated().toCompletableFuture().get();
    }

    private static long up(ActorSystem<?> system) {
        List<Member> members = new ArrayList<>();
        Cluster.get(system).state().getMembers().forEach(members::add);
        return members.stream()
                .filter(member -> member.status().equals(MemberStatus.up()))
                .count();
    }

    private static long measure(Chain<String> chain, int seconds, int visits) throws Exception {
        Semaphore room = new Semaphore(IN_FLIGHT);
        AtomicLong ended = new AtomicLong();
        AtomicLong wrong = new AtomicLong();
        long begin = System.nanoTime();
        long end = begin + seconds * 1_000_000_000L;
        for (long number = 0; System.nanoTime() < end; number++) {
            room.acquire();
            chain.publish(PING, "key" + number).whenComplete((Receipt<String> receipt, Throwable failure) -> {
                if (failure != null || !receipt.success() || receipt.visitCount() != visits) {
                    wrong.incrementAndGet();
                }
                ended.incrementAndGet();
                room.release();
            });
        }
        room.acquire(IN_FLIGHT);
        if (wrong.get() > 0) {
            throw new IllegalStateException(wrong + " receipts were not as they should be");
        }
        return ended.get() * 1_000_000_000L / (System.nanoTime() - begin);
    }
}
