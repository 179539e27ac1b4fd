package io.chainbus.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import akka.actor.typed.Behavior;
import akka.actor.typed.PostStop;
import akka.actor.typed.Props;
import akka.actor.typed.javadsl.Behaviors;
import io.chainbus.input.InputRefused;
import io.chainbus.node.status.MemberStatus;
import io.chainbus.node.status.NodeStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class NodeTest {

    @Test
    void a_node_without_seeds_is_a_cluster_of_its_own_until_it_leaves() throws Exception {
        try (TestNodes nodes = new TestNodes()) {
            Node node = nodes.first(Map.of());
            node.up().toCompletableFuture().get(30, TimeUnit.SECONDS);
            assertThat(node.address().port()).isPositive();
            assertThat(node.name()).isEqualTo(node.address().toString());
            assertThat(NodeStatus.of(node.system())
                            .toCompletableFuture()
                            .get(30, TimeUnit.SECONDS)
                            .members())
                    .containsExactly(new MemberStatus(node.address().toString(), "up", true, true));
            node.leave();
            assertThat(node.ended().toCompletableFuture().get(30, TimeUnit.SECONDS))
                    .isEqualTo(Ending.LEFT);
        }
    }

    @Test
    void a_port_that_is_taken_is_refused_with_its_address() throws Exception {
        try (TestNodes nodes = new TestNodes()) {
            Node node = nodes.first(Map.of());
            assertThatThrownBy(() -> nodes.first(Map.of("port", node.address().port())))
                    .isInstanceOf(InputRefused.class)
                    .hasMessageStartingWith(node.address() + ": expected an address to listen on");
            assertThatThrownBy(() -> nodes.first(
                            Map.of("management.port", node.management().getPort())))
                    .isInstanceOf(InputRefused.class)
                    .hasMessageStartingWith("127.0.0.1:" + node.management().getPort() + ": expected an address");
        }
    }

    @Test
    void a_node_that_no_seed_answers_ends_and_says_so() throws Exception {
        try (TestNodes nodes = new TestNodes()) {
            // Nobody listens there: the port is asked for and is free by the time it is called.
            int free;
            try (var socket = new java.net.ServerSocket(0)) {
                free = socket.getLocalPort();
            }
            Node node = nodes.first(Map.of("seeds", "127.0.0.1:" + free, "join-timeout", "1 s"));
            assertThat(node.ended().toCompletableFuture().get(30, TimeUnit.SECONDS))
                    .isEqualTo(Ending.NOT_LET_IN);
            assertThat(node.up()).isCompletedExceptionally();
        }
    }

    @Test
    void a_node_ends_though_its_actor_system_does_not(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(
                folder.resolve("node.conf"),
                "akka.coordinated-shutdown.phases.actor-system-terminate.timeout = 500 ms");
        CountDownLatch mayStop = new CountDownLatch(1);
        try (TestNodes nodes = new TestNodes()) {
            Node node = nodes.first(file);
            node.up().toCompletableFuture().get(30, TimeUnit.SECONDS);
            node.system().systemActorOf(stoppingAfter(mayStop), "stops-late", Props.empty());
            node.leave();
            assertThat(node.ended().toCompletableFuture().get(30, TimeUnit.SECONDS))
                    .isEqualTo(Ending.LEFT);
            assertThat(node.system().getWhenTerminated()).isNotCompleted();
            mayStop.countDown();
            node.system().getWhenTerminated().toCompletableFuture().get(30, TimeUnit.SECONDS);
        }
    }

    private static Behavior<Void> stoppingAfter(CountDownLatch mayStop) {
        return Behaviors.receive(Void.class)
                .onSignal(PostStop.class, stop -> {
                    mayStop.await();
                    return Behaviors.same();
                })
                .build();
    }
}
