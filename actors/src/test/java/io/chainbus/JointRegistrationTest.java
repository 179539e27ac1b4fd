package io.chainbus;

import static io.chainbus.Waiting.await;
import static io.chainbus.event.ModulePhase.COMING;
import static io.chainbus.event.ModulePhase.GOING;
import static io.chainbus.event.ModulePhase.LIVE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import io.chainbus.chain.RegistrationRefusal;
import io.chainbus.coordinator.ChainProtocol;
import io.chainbus.coordinator.ChainStoppedException;
import io.chainbus.coordinator.CloseMode;
import io.chainbus.coordinator.JointRegistration;
import io.chainbus.subscriber.Subscriber;
import io.chainbus.subscriber.VisitRequest;
import io.chainbus.verdict.Verdict;
import io.chainbus.walk.Receipt;
import io.chainbus.walk.Visit;
import io.chainbus.walk.VisitRecord;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Several chains joined all-or-nothing, and left together when their owner stops. */
class JointRegistrationTest {

    private final ActorTestKit kit = ActorTestKit.create();
    private final Chainbus bus = Chainbus.get(kit.system());
    private final Chain<String> modules = bus.chain(ChainSpec.named("modules", String.class));
    private final Chain<String> clocks = bus.chain(ChainSpec.named("clocks", String.class));
    private final Queue<String> calls = new ConcurrentLinkedQueue<>();

    @AfterEach
    void shutDown() {
        kit.shutdownTestKit();
    }

    @Test
    void granted_by_all_it_is_on_all() {
        assertThat(await(bus.register(Enrolment.of(modules, plain("both")).and(clocks, plain("both")))))
                .isEqualTo(new JointRegistration.Joined(
                        List.of(new ChainProtocol.Registered("both", 1), new ChainProtocol.Registered("both", 1))));
        await(modules.publish(LIVE, "a"));
        await(clocks.publish(LIVE, "b"));
        assertThat(calls).containsExactly("modules FORWARD LIVE a", "clocks FORWARD LIVE b");
    }

    @Test
    void refused_by_one_it_is_on_none_and_its_places_are_free_again() {
        await(clocks.register(plain("both"))).orThrow();
        JointRegistration.Reply reply =
                await(bus.register(Enrolment.of(modules, plain("both")).and(clocks, plain("both"))));
        assertThat(reply).isInstanceOfSatisfying(JointRegistration.NotJoined.class, not -> {
            assertThat(not.chain()).isEqualTo("clocks");
            assertThat(not.refusal()).isInstanceOf(RegistrationRefusal.DuplicateId.class);
        });
        assertThatThrownBy(reply::orThrow).hasMessageContaining("clocks");
        assertThat(await(modules.publish(LIVE, "a")).visits()).isEmpty();
        await(modules.register(plain("both"))).orThrow();
    }

    @Test
    void while_one_chain_still_tells_it_what_is_up_no_chain_visits_it_and_its_places_are_taken() {
        await(modules.publish(COMING, "up"));
        CompletableFuture<Verdict> told = new CompletableFuture<>();
        TestProbe<String> begun = kit.createTestProbe();
        Subscriber<String> slow = Subscriber.<String>named("both").replay().asyncHandler(visit -> {
            begun.ref().tell(visit.key());
            return told;
        });
        CompletionStage<JointRegistration.Reply> reply =
                bus.register(Enrolment.of(modules, slow).and(clocks, plain("both")));
        begun.expectMessage("up");
        assertThat(await(clocks.publish(LIVE, "a")).visits()).isEmpty();
        assertThat(await(clocks.register(plain("both")))).isInstanceOf(ChainProtocol.RegistrationRefused.class);
        assertThat(reply.toCompletableFuture()).isNotDone();
        told.complete(Verdict.ok());
        await(reply).orThrow();
        assertThat(await(clocks.publish(LIVE, "b")).visits())
                .extracting(VisitRecord::subscriber)
                .containsExactly("both");
        assertThat(await(modules.publish(GOING, "up")).visits())
                .extracting(VisitRecord::subscriber)
                .containsExactly("both");
    }

    @Test
    void what_one_chain_told_it_is_undone_when_it_vetoes_what_another_tells_it() {
        await(modules.publish(COMING, "a"));
        await(modules.publish(COMING, "b"));
        await(clocks.publish(COMING, "c"));
        CompletableFuture<Verdict> last = new CompletableFuture<>();
        Subscriber<String> willing = Subscriber.<String>named("both").replay().handler(this::log);
        Subscriber<String> unwilling = Subscriber.<String>named("both").replay().asyncHandler(visit -> last);
        CompletionStage<JointRegistration.Reply> reply =
                bus.register(Enrolment.of(modules, willing).and(clocks, unwilling));
        last.complete(Verdict.veto("not with me"));
        assertThat(await(reply))
                .isEqualTo(new JointRegistration.NotJoined(
                        "clocks", new RegistrationRefusal.ReplayVetoed("both", "c", "COMING", "not with me")));
        List<String> told =
                calls.stream().filter(call -> call.contains("REPLAY")).toList();
        List<String> undone =
                calls.stream().filter(call -> call.contains("UNDO")).toList();
        assertThat(told).containsExactly("modules REPLAY COMING a", "modules REPLAY COMING b");
        assertThat(undone).containsExactly("modules UNDO GOING b", "modules UNDO GOING a");
        assertThat(await(modules.publish(GOING, "a")).visits()).isEmpty();
        await(modules.publish(COMING, "z"));
    }

    @Test
    void acquires_wait_while_it_is_told_everywhere_and_go_on_with_it() {
        await(clocks.publish(COMING, "c"));
        CompletableFuture<Verdict> last = new CompletableFuture<>();
        TestProbe<String> begun = kit.createTestProbe();
        Subscriber<String> quick = Subscriber.<String>named("both").replay().handler(this::log);
        Subscriber<String> slow = Subscriber.<String>named("both").replay().asyncHandler(visit -> {
            begun.ref().tell(visit.key());
            return last;
        });
        CompletionStage<JointRegistration.Reply> reply =
                bus.register(Enrolment.of(modules, quick).and(clocks, slow));
        begun.expectMessage("c");
        last.complete(Verdict.ok());
        Receipt<String> up = await(modules.publish(COMING, "later"));
        await(reply).orThrow();
        Receipt<String> down = await(modules.publish(GOING, "later"));
        assertThat(down.visits())
                .extracting(VisitRecord::subscriber)
                .isEqualTo(up.visits().stream().map(VisitRecord::subscriber).toList());
    }

    @Test
    void a_chain_that_has_stopped_fails_it_and_the_others_are_withdrawn_from() {
        await(clocks.close(CloseMode.DRAIN));
        assertThatThrownBy(
                        () -> bus.register(Enrolment.of(modules, plain("both")).and(clocks, plain("both")))
                                .toCompletableFuture()
                                .join())
                .hasCauseInstanceOf(ChainStoppedException.class);
        await(modules.register(plain("both"))).orThrow();
    }

    @Test
    void a_chain_that_closes_waits_for_who_has_a_place() {
        await(modules.publish(COMING, "up"));
        CompletableFuture<Verdict> told = new CompletableFuture<>();
        TestProbe<String> begun = kit.createTestProbe();
        Subscriber<String> slow = Subscriber.<String>named("both").replay().asyncHandler(visit -> {
            begun.ref().tell(visit.key());
            return told;
        });
        CompletionStage<JointRegistration.Reply> reply =
                bus.register(Enrolment.of(modules, slow).and(clocks, plain("both")));
        begun.expectMessage("up");
        CompletionStage<ChainProtocol.Closed> closed = clocks.close(CloseMode.DRAIN);
        told.complete(Verdict.ok());
        await(reply).orThrow();
        await(closed);
    }

    @Test
    void an_owner_that_stops_takes_what_it_owns_on_all_chains_along() {
        TestProbe<String> owner = kit.createTestProbe();
        await(bus.register(Enrolment.of(modules, owned(owner)).and(clocks, owned(owner))))
                .orThrow();
        CompletionStage<Receipt<String>> hanging = modules.publish(COMING, "begun");
        owner.stop();
        assertThat(await(hanging).visits())
                .allSatisfy(visit -> assertThat(visit.subscriber()).isEqualTo("owned"));
        kit.createTestProbe().awaitAssert(() -> {
            assertThat(await(modules.unregister("owned"))).isInstanceOf(ChainProtocol.UnknownId.class);
            assertThat(await(clocks.unregister("owned"))).isInstanceOf(ChainProtocol.UnknownId.class);
            return true;
        });
        assertThat(await(modules.publish(GOING, "begun")).visits()).isEmpty();
    }

    @Test
    void one_whose_actor_stops_while_it_has_a_place_joins_nothing() {
        await(modules.publish(COMING, "up"));
        TestProbe<VisitRequest<String>> actor = kit.createTestProbe();
        Subscriber<String> mortal = Subscriber.<String>named("both").replay().actor(actor.ref());
        CompletionStage<JointRegistration.Reply> reply =
                bus.register(Enrolment.of(modules, mortal).and(clocks, plain("both")));
        actor.receiveMessage();
        actor.stop();
        assertThat(await(reply)).isInstanceOf(JointRegistration.NotJoined.class);
        await(clocks.register(plain("both"))).orThrow();
        await(modules.register(plain("both"))).orThrow();
    }

    private static Subscriber<String> owned(TestProbe<String> owner) {
        return Subscriber.<String>named("owned").ownedBy(owner.ref()).asyncHandler(visit -> new CompletableFuture<>());
    }

    private Subscriber<String> plain(String id) {
        return Subscriber.<String>named(id).handler(this::log);
    }

    private Verdict log(Visit<String> visit) {
        calls.add(visit.chain() + " " + visit.cause() + " " + visit.phase().name() + " " + visit.key());
        return Verdict.ok();
    }
}
