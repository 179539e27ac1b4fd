package io.chainbus.cluster;

import static io.chainbus.cluster.ClusterChainTest.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.chainbus.chain.RegistrationRefusal;
import io.chainbus.cluster.Wires.Coordinator;
import io.chainbus.cluster.Wires.Weather;
import io.chainbus.cluster.wire.ToAgent;
import io.chainbus.coordinator.ChainProtocol;
import io.chainbus.coordinator.LeaveMode;
import io.chainbus.event.ModulePhase;
import io.chainbus.subscriber.Subscriber;
import io.chainbus.verdict.Verdict;
import io.chainbus.walk.Outcome;
import io.chainbus.walk.Receipt;
import io.chainbus.walk.VisitRecord;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** Subscribers that come, come back and leave while one coordinator takes over from another. */
class ComingAcrossFailoverTest {

    @TempDir
    private static Path folder;

    private static TestCluster cluster;

    private final Queue<String> seen = new ConcurrentLinkedQueue<>();
    /** The first visit of whoever asks for it has begun. */
    private final CompletableFuture<Void> begun = new CompletableFuture<>();

    private final CompletableFuture<Verdict> answer = new CompletableFuture<>();
    private final AtomicBoolean asked = new AtomicBoolean();

    private Wires wires;
    private Coordinator first;

    @BeforeAll
    static void start() throws Exception {
        SharedJournal.forget();
        cluster = new TestCluster(folder, SharedJournal.class, "a", "b");
    }

    @AfterAll
    static void stop() throws Exception {
        assertThat(cluster.check().shown()).isEmpty();
    }

    @BeforeEach
    void begin(TestInfo test) throws Exception {
        wires = new Wires(cluster, test.getTestMethod().orElseThrow().getName(), Weather.FAIR, 1);
        first = wires.coordinate("a");
        join("a", "one", 9);
        up("ext4");
        up("nfs");
    }

    private void join(String node, String id, int priority) throws Exception {
        get(wires.chain(node)
                        .register(Subscriber.<String>named(id)
                                .priority(priority)
                                .handler(visit -> see(id, visit.phase().name(), visit.key()))))
                .orThrow();
    }

    private Verdict see(String id, String phase, String key) {
        seen.add(id + " " + phase + " " + key);
        return Verdict.ok();
    }

    private void up(String key) throws Exception {
        assertThat(get(wires.chain("b").publish(ModulePhase.COMING, key)).outcome())
                .isEqualTo(new Outcome.Completed());
    }

    private List<String> down(String key) throws Exception {
        Receipt<String> receipt = get(wires.chain("b").publish(ModulePhase.GOING, key));
        return receipt.visits().stream().map(VisitRecord::subscriber).toList();
    }

    private void takeOver() {
        first.stop();
        wires.coordinate("b");
    }

    /** Somebody of node b whose first visit lasts until the test says what it comes to; the others are seen. */
    private Subscriber.Builder<String> slow() {
        return Subscriber.<String>named("slow").priority(5);
    }

    private CompletionStage<Verdict> slowly(String phase, String key) {
        see("slow", phase, key);
        if (asked.compareAndSet(false, true)) {
            begun.complete(null);
            return answer;
        }
        return CompletableFuture.completedFuture(Verdict.ok());
    }

    @Test
    void whoever_is_told_what_is_up_is_told_it_by_the_next_coordinator() throws Exception {
        CompletionStage<ChainProtocol.RegisterReply> reply = wires.chain("b")
                .register(slow().replay()
                        .asyncHandler(visit -> slowly(visit.phase().name(), visit.key())));
        get(begun);
        takeOver();
        answer.complete(Verdict.ok());
        assertThat(get(reply).orThrow().holds())
                .extracting(ChainProtocol.Hold::key)
                .containsExactly("ext4", "nfs");
        assertThat(down("ext4")).containsExactly("slow", "one");
        assertThat(down("nfs")).containsExactly("slow", "one");
    }

    @Test
    void whoever_vetoes_what_it_is_told_by_the_next_coordinator_is_refused() throws Exception {
        CompletionStage<ChainProtocol.RegisterReply> reply = wires.chain("b")
                .register(slow().replay()
                        .asyncHandler(visit -> visit.key().equals("nfs") && visit.acquires()
                                ? CompletableFuture.completedFuture(Verdict.veto("no"))
                                : slowly(visit.phase().name(), visit.key())));
        get(begun);
        takeOver();
        answer.complete(Verdict.ok());
        assertThat(refusal(reply)).isInstanceOf(RegistrationRefusal.ReplayVetoed.class);
        assertThat(seen).endsWith("slow GOING ext4");
        assertThat(down("ext4")).containsExactly("one");
        join("b", "slow", 5);
    }

    @Test
    void a_refusal_that_is_lost_is_said_again() throws Exception {
        AtomicBoolean lost = new AtomicBoolean();
        wires.drop(message -> message instanceof ToAgent.Refused && lost.compareAndSet(false, true));
        CompletionStage<ChainProtocol.RegisterReply> reply =
                wires.chain("b").register(slow().replay().handler(visit -> Verdict.veto("no")));
        assertThat(refusal(reply)).isInstanceOf(RegistrationRefusal.ReplayVetoed.class);
        assertThat(lost).isTrue();
        join("b", "slow", 5);
    }

    private static RegistrationRefusal refusal(CompletionStage<ChainProtocol.RegisterReply> reply) throws Exception {
        return ((ChainProtocol.RegistrationRefused) get(reply)).refusal();
    }

    @Test
    void whoever_lets_go_before_it_leaves_goes_on_with_that() throws Exception {
        AtomicBoolean slowNow = new AtomicBoolean();
        get(wires.chain("b")
                        .register(slow().replay()
                                .asyncHandler(visit -> slowNow.get()
                                        ? slowly(visit.phase().name(), visit.key())
                                        : CompletableFuture.completedFuture(Verdict.ok()))))
                .orThrow();
        slowNow.set(true);
        CompletionStage<ChainProtocol.UnregisterReply> reply = wires.chain("a").unregister("slow", LeaveMode.TEARDOWN);
        get(begun);
        takeOver();
        answer.complete(Verdict.ok());
        assertThat(get(reply)).isEqualTo(new ChainProtocol.Unregistered("slow", false));
        assertThat(seen).contains("slow GOING nfs", "slow GOING ext4").endsWith("slow GOING ext4");
        assertThat(down("ext4")).containsExactly("one");
        assertThat(down("nfs")).containsExactly("one");
    }

    @Test
    void a_leave_whose_answer_is_lost_is_answered_again() throws Exception {
        join("b", "two", 4);
        AtomicBoolean lost = new AtomicBoolean();
        wires.drop(message -> message instanceof ToAgent.Unregistered && lost.compareAndSet(false, true));
        assertThat(get(wires.chain("a").unregister("two"))).isEqualTo(new ChainProtocol.Unregistered("two", false));
        assertThat(lost).isTrue();
    }

    @Test
    void a_durable_subscriber_comes_back_on_another_node_and_lets_go_there() throws Exception {
        durable("b", false);
        up("xfs");
        assertThat(get(wires.chain("b").unregister("kept", LeaveMode.FOR_A_WHILE)))
                .isEqualTo(new ChainProtocol.WentAway("kept", false));
        takeOver();
        durable("a", true);
        assertThat(down("xfs")).containsExactly("kept", "one");
        assertThat(seen).contains("kept on a GOING xfs").doesNotContain("kept on b GOING xfs");
        Coordinator second = wires.coordinator();
        wires.coordinate("a");
        second.takenForGone();
        up("jfs");
        assertThat(seen).contains("kept on a COMING jfs");
    }

    private void durable(String node, boolean back) throws Exception {
        ChainProtocol.Registered reply = get(wires.chain(node)
                        .register(Subscriber.<String>named("kept")
                                .priority(3)
                                .durable()
                                .handler(visit ->
                                        see("kept on " + node, visit.phase().name(), visit.key()))))
                .orThrow();
        assertThat(reply.resumed()).isEqualTo(back);
    }
}
