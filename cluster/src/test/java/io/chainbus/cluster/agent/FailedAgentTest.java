package io.chainbus.cluster.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.chainbus.Chain;
import io.chainbus.ChainSpec;
import io.chainbus.cluster.layout.AgentId;
import io.chainbus.cluster.waiting.Waits;
import io.chainbus.cluster.wire.Errand;
import io.chainbus.cluster.wire.HomeCommand;
import io.chainbus.cluster.wire.Horizon;
import io.chainbus.cluster.wire.Matter;
import io.chainbus.cluster.wire.Payload;
import io.chainbus.cluster.wire.Task;
import io.chainbus.cluster.wire.ToAgent;
import io.chainbus.cluster.wire.ToArbiter;
import io.chainbus.cluster.wire.ToHome;
import io.chainbus.coordinator.ChainStoppedException;
import io.chainbus.coordinator.CloseMode;
import io.chainbus.event.ModulePhase;
import io.chainbus.recording.Recorder;
import io.chainbus.subscriber.Subscriber;
import io.chainbus.verdict.Verdict;
import io.chainbus.walk.Cause;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** An agent whose actor fails takes its node's part of the chain along, and nobody waits in vain. */
class FailedAgentTest {

    private static final ChainSpec<String> MODULES = ChainSpec.named("modules", String.class);

    private final ActorTestKit kit = ActorTestKit.create();
    private final Logger supervisor = (Logger) LoggerFactory.getLogger("akka.actor.typed");

    /** What it logs of the failure is not wanted here. */
    @BeforeEach
    void silence() {
        supervisor.setLevel(Level.OFF);
    }

    @AfterEach
    void shutDown() {
        supervisor.setLevel(null);
        kit.shutdownTestKit();
    }

    @Test
    void whoever_waits_and_whoever_asks_later_is_told_that_the_chain_has_stopped() {
        TestProbe<ToHome> home = kit.createTestProbe();
        TestProbe<ToArbiter> arbiter = kit.createTestProbe();
        AgentSettings.Limits limits =
                AgentSettings.Limits.of(kit.system().settings().config().getConfig("chainbus"));
        AgentId id = new AgentId("a", 1, 1);
        NodeChain<String> node = NodeChain.open(
                kit.system(),
                new AgentSettings<>(
                        MODULES,
                        id,
                        Recorder.off(),
                        limits,
                        Waits.of(kit.system(), 1, arbiter.ref(), Duration.ofSeconds(1))),
                home.ref()::tell);
        Chain<String> chain = node.chain();
        ToHome.Attach attach = home.expectMessageClass(ToHome.Attach.class);
        CompletionStage<?> before = chain.view();
        CompletionStage<?> published = chain.publish(ModulePhase.COMING, "ext4");

        fail(id, attach.from().ref());

        assertStopped(before);
        assertStopped(published);
        await().until(node::closed);
        assertStopped(chain.register(Subscriber.<String>named("audit").handler(visit -> Verdict.ok())));
        assertStopped(chain.publish(ModulePhase.COMING, "jbd2"));
        assertStopped(chain.close(CloseMode.DRAIN));
    }

    /** By a message that no coordinator sends. */
    private void fail(AgentId id, ActorRef<ToAgent> agent) {
        ActorRef<HomeCommand> nobody = kit.<HomeCommand>createTestProbe().ref();
        agent.tell(new ToAgent.Welcome(id, 1, nobody, true, 0));
        Payload payload = new Payload(0, "", new byte[0]);
        Task task = new Task(1, 0, new Matter("ext4", "NO_SUCH_PHASE", payload, Cause.FORWARD));
        Errand errand = new Errand(List.of(0), List.of(1L), null, false, List.of(task));
        agent.tell(new ToAgent.Visit(id, 1, Horizon.NONE, List.of(errand), 0));
    }

    private static void assertStopped(CompletionStage<?> stage) {
        assertThatThrownBy(() -> stage.toCompletableFuture().get(30, TimeUnit.SECONDS))
                .hasCauseInstanceOf(ChainStoppedException.class);
        assertThat(stage.toCompletableFuture()).isCompletedExceptionally();
    }
}
