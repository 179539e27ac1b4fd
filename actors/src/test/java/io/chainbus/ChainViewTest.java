package io.chainbus;

import static io.chainbus.Waiting.await;
import static io.chainbus.event.ModulePhase.COMING;
import static io.chainbus.event.ModulePhase.GOING;
import static io.chainbus.event.ModulePhase.LIVE;
import static io.chainbus.event.ModulePhase.UNFORMED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.Behaviors;
import io.chainbus.chain.Constraint;
import io.chainbus.coordinator.ChainProtocol;
import io.chainbus.coordinator.ChainView;
import io.chainbus.coordinator.CloseMode;
import io.chainbus.coordinator.Counters;
import io.chainbus.coordinator.Seat;
import io.chainbus.dispatch.Holding;
import io.chainbus.event.Direction;
import io.chainbus.event.Phase;
import io.chainbus.explain.Difference;
import io.chainbus.explain.DryRun;
import io.chainbus.explain.Explanation;
import io.chainbus.explain.Place;
import io.chainbus.explain.Supposition;
import io.chainbus.subscriber.Subscriber;
import io.chainbus.subscriber.VisitRequest;
import io.chainbus.verdict.Verdict;
import io.chainbus.walk.Cause;
import io.chainbus.walk.Receipt;
import io.chainbus.walk.VisitRecord;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** What a chain says of itself, and of events that have not happened. */
class ChainViewTest {

    private static final ActorTestKit KIT = ActorTestKit.create();

    private Chain<String> chain;

    @BeforeEach
    void open(TestInfo test) {
        chain = Chainbus.get(KIT.system()).chain(ChainSpec.named("view-" + test.getDisplayName(), String.class));
    }

    @AfterAll
    static void shutDown() {
        KIT.shutdownTestKit();
    }

    @Test
    void a_view_shows_the_order_with_the_reasons() {
        register(named("net").priority(5).handler(visit -> Verdict.ok()));
        register(named("audit").priority(1).observer().handler(visit -> Verdict.ok()));
        register(named("bpf").before("net").handler(visit -> Verdict.ok()));

        ChainView<String> view = await(chain.view());

        assertThat(view.version()).isEqualTo(3);
        assertThat(view.seats()).extracting(Seat::id).containsExactly("bpf", "net", "audit");
        assertThat(view.seats()).extracting(Seat::place).containsExactly(1, 2, 3);
        assertThat(view.seat("bpf").effectivePriority()).isEqualTo(5);
        assertThat(view.seat("bpf").why()).isNotEmpty();
        assertThat(view.seat("audit").observer()).isTrue();
        assertThat(view.seats()).extracting(Seat::state).containsOnly(Seat.State.SERVING);
        assertThatThrownBy(() -> view.seat("nobody")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_view_shows_what_is_up_and_who_holds_what_and_does_not_change_any_more() {
        register(named("a").handler(visit -> Verdict.ok()));
        register(named("b").handler(visit -> visit.key().equals("ext4") ? Verdict.ok() : Verdict.done()));
        publish(UNFORMED, "ext4");
        publish(COMING, "ext4");
        publish(COMING, "btrfs");
        register(named("late").replay().handler(visit -> Verdict.ok()));

        ChainView<String> view = await(chain.view());
        publish(GOING, "ext4");

        assertThat(view.up())
                .extracting(up -> up.phase().name() + " " + up.key())
                .containsExactly("UNFORMED ext4", "COMING ext4", "COMING btrfs");
        assertThat(view.holds(view.seat("a"))).isEqualTo(3);
        assertThat(view.heldBy(view.seat("b"))).extracting(up -> up.key()).containsExactly("ext4", "ext4");
        assertThat(view.holds(view.seat("late"))).isEqualTo(3);
        assertThat(await(chain.view()).up()).extracting(up -> up.key()).containsExactly("btrfs");
    }

    @Test
    void a_view_counts_what_has_ended_and_how() {
        register(named("a").priority(1).handler(visit -> switch (visit.key()) {
            case "bad" -> visit.phase() == COMING ? Verdict.veto("no") : Verdict.ok();
            case "mine" -> Verdict.stop();
            default -> Verdict.ok();
        }));
        register(named("b").handler(visit -> Verdict.ok()));
        for (String key : List.of("ext4", "ext4", "bad", "mine")) {
            publish(COMING, key);
        }
        await(chain.unregister("b"));
        register(named("replayed").replay().handler(visit -> Verdict.ok()));

        assertThat(await(chain.view()).counters()).isEqualTo(new Counters(4, 1, 1, 1, 1, 0, 0, 0, 3, 1, 0, 0, 0));
    }

    @Test
    void a_view_shows_what_is_going_on() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<Verdict> answer = new CompletableFuture<>();
        register(named("slow").asyncHandler(visit -> {
            begun.countDown();
            return answer;
        }));
        CompletionStage<Receipt<String>> first = chain.publish(COMING, "ext4");
        CompletionStage<Receipt<String>> second = chain.publish(GOING, "ext4");
        begun.await();
        CompletionStage<ChainProtocol.UnregisterReply> left = chain.unregister("slow");

        ChainView<String> view = await(chain.view());
        answer.complete(Verdict.ok());
        await(first);
        await(second);
        await(left);

        assertThat(view.seat("slow").state()).isEqualTo(Seat.State.LEAVING);
        assertThat(view.counters().underWay()).isEqualTo(1);
        assertThat(view.counters().waiting()).isEqualTo(1);
        assertThat(await(chain.view()).seats()).isEmpty();
    }

    @Test
    void a_view_says_who_is_stuck_until_its_handler_returns() {
        CompletableFuture<Verdict> late = new CompletableFuture<>();
        register(named("slow")
                .deadline(Duration.ofNanos(1))
                .asyncHandler(
                        visit -> visit.cause() == Cause.UNDO ? CompletableFuture.completedFuture(Verdict.ok()) : late));
        publish(COMING, "ext4");

        Seat.State overdue = await(chain.view()).seat("slow").state();
        late.complete(Verdict.done());

        assertThat(overdue).isEqualTo(Seat.State.STUCK);
        Awaitility.await()
                .atMost(Waiting.AT_MOST)
                .untilAsserted(() ->
                        assertThat(await(chain.view()).seat("slow").state()).isEqualTo(Seat.State.SERVING));
    }

    @Test
    void a_view_counts_deaths_apart_from_leaves() {
        ActorRef<VisitRequest<String>> mortal = KIT.spawn(Behaviors.receiveMessage(request -> Behaviors.stopped()));
        register(named("mortal").actor(mortal));
        register(named("lasting").handler(visit -> Verdict.ok()));
        publish(COMING, "ext4");

        // The walk ends with the verdict that stands in for the dead; its place is taken away by a message behind that.
        Awaitility.await()
                .atMost(Waiting.AT_MOST)
                .until(() -> await(chain.view()).counters().deaths() == 1);
        ChainView<String> view = await(chain.view());
        assertThat(view.seats()).extracting(Seat::id).containsExactly("lasting");
        assertThat(view.counters().leaves()).isZero();
    }

    @Test
    void an_explanation_foretells_the_walk_and_changes_nothing() {
        register(named("low").handler(visit -> Verdict.ok()));
        register(named("high").priority(9).handler(visit -> Verdict.ok()));
        register(named("indifferent").priority(5).handler(visit -> Verdict.done()));
        publish(COMING, "ext4");
        Counters before = await(chain.view()).counters();

        Explanation going = await(chain.explain(GOING, "ext4"));

        assertThat(await(chain.view()).counters()).isEqualTo(before);
        assertThat(ids(going)).containsExactly("low", "high");
        assertThat(publish(GOING, "ext4").visits())
                .extracting(VisitRecord::subscriber)
                .containsExactlyElementsOf(ids(going));
    }

    @Test
    void a_dry_run_compares_settings_and_constraints() {
        register(named("a").priority(2).handler(visit -> Verdict.ok()));
        register(named("b").priority(9).after("a").handler(visit -> Verdict.done()));
        publish(COMING, "ext4");

        DryRun going = await(chain.dryRun("ext4", GOING));
        DryRun live = await(chain.dryRun("ext4", LIVE));

        Explanation current = going.under(Holding.CURRENT).explain();
        assertThat(ids(going.explain())).containsExactly("a");
        assertThat(ids(current)).containsExactly("b", "a");
        assertThat(Difference.between(going.explain(), current).changes()).hasSize(1);
        Supposition without = live.supposing(List.of(new Constraint("a", "b", Constraint.Reason.AFTER)), List.of());
        assertThat(ids(live.explain())).containsExactly("a", "b");
        assertThat(ids(((Supposition.Possible) without).dryRun().explain())).containsExactly("b", "a");
    }

    @Test
    void actors_ask_by_message() {
        register(named("a").handler(visit -> Verdict.ok()));
        TestProbe<DryRun> explained = KIT.createTestProbe(DryRun.class);
        TestProbe<Object> viewed = KIT.createTestProbe(Object.class);
        chain.ref().tell(new ChainProtocol.Explain<>("ext4", COMING, explained.ref()));
        chain.ref().tell(new ChainProtocol.View<>(viewed.ref()));

        assertThat(ids(explained.receiveMessage().explain())).containsExactly("a");
        assertThat(((ChainView<?>) viewed.receiveMessage()).chain()).isEqualTo(chain.name());
    }

    @Test
    void a_phase_of_another_chain_is_refused_and_a_closed_chain_says_so() {
        Phase foreign = Phase.notification("FOREIGN", Direction.DESCENDING);
        assertThatThrownBy(() -> chain.dryRun("ext4", foreign)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> chain.explain(foreign, "ext4")).isInstanceOf(IllegalArgumentException.class);
        await(chain.close(CloseMode.DRAIN));
        assertThatThrownBy(() -> await(chain.view())).hasStackTraceContaining("ChainStoppedException");
    }

    private static Subscriber.Builder<String> named(String id) {
        return Subscriber.named(id);
    }

    private static List<String> ids(Explanation explanation) {
        return explanation.visited().stream().map(Place::subscriber).toList();
    }

    private void register(Subscriber<String> subscriber) {
        await(chain.register(subscriber)).orThrow();
    }

    private Receipt<String> publish(Phase phase, String key) {
        return await(chain.publish(phase, key));
    }
}
