package io.chainbus;

import static io.chainbus.DurableLife.durable;
import static io.chainbus.DurableLife.holds;
import static io.chainbus.DurableLife.registered;
import static io.chainbus.DurableLife.visits;
import static io.chainbus.Waiting.await;
import static io.chainbus.event.ModulePhase.COMING;
import static io.chainbus.event.ModulePhase.GOING;
import static io.chainbus.event.ModulePhase.LIVE;
import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import io.chainbus.chain.Position;
import io.chainbus.chain.RegistrationRefusal;
import io.chainbus.coordinator.ChainProtocol;
import io.chainbus.coordinator.CloseMode;
import io.chainbus.coordinator.JointRegistration;
import io.chainbus.coordinator.Seat;
import io.chainbus.subscriber.Subscriber;
import io.chainbus.subscriber.VisitRequest;
import io.chainbus.verdict.Verdict;
import io.chainbus.walk.Receipt;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How durable subscribers come back: as whom, when, told what, and on how many chains (P3c, P6, P11). */
class DurableReturnTest {

    private final DurableLife life = new DurableLife();
    private final Chain<String> chain = life.chain("durable");

    @AfterEach
    void historyKeepsItsPromises() {
        life.close();
    }

    @Test
    void with_another_position_or_not_durable_it_is_refused_and_told_why() {
        ActorRef<VisitRequest<String>> first = life.mortal();
        registered(chain.register(durable("d").priority(3).after("x").actor(first)));
        life.dies(chain, first);
        RegistrationRefusal kept =
                new RegistrationRefusal.PlaceKept("d", Position.at(3).after("x"), false);
        assertThat(kept.message())
                .isEqualTo("'d' is away and its place is kept: come back durable and as it was (priority 3, after x),"
                        + " or unregister it first");
        assertThat(await(chain.register(durable("d").priority(4).after("x").actor(life.mortal()))))
                .isEqualTo(new ChainProtocol.RegistrationRefused(kept));
        assertThat(await(chain.register(
                        Subscriber.<String>named("d").priority(3).after("x").actor(life.mortal()))))
                .isEqualTo(new ChainProtocol.RegistrationRefused(kept));
        assertThat(registered(chain.register(durable("d").priority(3).after("x").actor(life.mortal())))
                        .resumed())
                .isTrue();
    }

    @Test
    void one_that_comes_back_before_the_death_of_its_predecessor_is_seen_waits_for_it() {
        ActorRef<VisitRequest<String>> first = life.mortal();
        registered(chain.register(durable("d").actor(first)));
        await(chain.publish(COMING, "a"));
        CompletionStage<ChainProtocol.RegisterReply> back = comeBack();
        await(chain.view());
        assertThat(back.toCompletableFuture()).isNotDone();
        life.dies(chain, first);
        assertThat(holds(registered(back))).containsExactly("COMING a");
    }

    @Test
    void when_its_predecessor_stays_it_is_a_second_one_of_its_id() {
        registered(chain.register(durable("d").actor(life.mortal())));
        CompletionStage<ChainProtocol.RegisterReply> second = comeBack();
        await(chain.view());
        life.time.timePasses(DurableLife.PATIENCE);
        assertThat(await(second))
                .isEqualTo(new ChainProtocol.RegistrationRefused(new RegistrationRefusal.DuplicateId("d")));
        assertThat(await(chain.register(durable("d").priority(1).actor(life.mortal()))))
                .isEqualTo(new ChainProtocol.RegistrationRefused(new RegistrationRefusal.DuplicateId("d")));
    }

    @Test
    void when_its_predecessor_leaves_for_good_it_is_a_newcomer() {
        registered(chain.register(durable("d").actor(life.mortal())));
        await(chain.publish(COMING, "a"));
        CompletionStage<ChainProtocol.RegisterReply> second = comeBack();
        await(chain.unregister("d"));
        assertThat(registered(second)).isEqualTo(new ChainProtocol.Registered("d", 3));
        assertThat(visits(chain.publish(GOING, "a"))).isEmpty();
    }

    @Test
    void of_two_that_come_back_at_once_one_is_let_in() {
        ActorRef<VisitRequest<String>> first = life.mortal();
        registered(chain.register(durable("d").actor(first)));
        life.dies(chain, first);
        CompletionStage<ChainProtocol.RegisterReply> one = comeBack();
        CompletionStage<ChainProtocol.RegisterReply> other = comeBack();
        assertThat(registered(one).resumed()).isTrue();
        await(chain.view());
        life.time.timePasses(DurableLife.PATIENCE);
        assertThat(await(other)).isInstanceOf(ChainProtocol.RegistrationRefused.class);
    }

    @Test
    void a_chain_that_closes_waits_for_nobody_to_come_back() {
        registered(chain.register(durable("d").actor(life.mortal())));
        CompletionStage<ChainProtocol.RegisterReply> second = comeBack();
        await(chain.close(CloseMode.DRAIN));
        assertThat(await(second))
                .isEqualTo(new ChainProtocol.RegistrationRefused(new RegistrationRefusal.ChainClosing("d", "durable")));
    }

    @Test
    void with_replay_it_is_told_what_is_up_and_it_does_not_hold() {
        registered(chain.register(Subscriber.<String>named("other").handler(visit -> Verdict.ok())));
        ActorRef<VisitRequest<String>> first = life.mortal();
        registered(chain.register(durable("d").replay().actor(first)));
        await(chain.publish(COMING, "held"));
        await(chain.publish(COMING, "released"));
        life.dies(chain, first);
        await(chain.publish(GOING, "released"));
        await(chain.publish(COMING, "missed"));
        life.calls.clear();
        ChainProtocol.Registered back =
                registered(chain.register(durable("d").replay().actor(life.mortal())));
        assertThat(life.calls).containsExactly("REPLAY COMING missed");
        assertThat(holds(back)).containsExactly("COMING held", "COMING missed");
        assertThat(visits(chain.publish(GOING, "missed"))).containsExactly("d OK HANDLER", "other OK HANDLER");
    }

    @Test
    void one_that_vetoes_what_it_is_told_is_undone_and_refused_and_stays_away_with_what_it_held() {
        ActorRef<VisitRequest<String>> first = life.mortal();
        registered(chain.register(durable("d").replay().actor(first)));
        await(chain.publish(COMING, "held"));
        life.dies(chain, first);
        await(chain.publish(COMING, "a"));
        await(chain.publish(COMING, "b"));
        life.calls.clear();
        CompletionStage<ChainProtocol.RegisterReply> refused = chain.register(durable("d")
                .replay()
                .actor(life.mortal(visit -> visit.key().equals("b") ? Verdict.veto("not b") : Verdict.ok())));
        assertThat(await(refused))
                .isEqualTo(new ChainProtocol.RegistrationRefused(
                        new RegistrationRefusal.ReplayVetoed("d", "b", "COMING", "not b")));
        assertThat(life.calls).containsExactly("REPLAY COMING a", "REPLAY COMING b", "UNDO GOING a");
        assertThat(await(chain.view()).seat("d").state()).isEqualTo(Seat.State.AWAY);
        assertThat(visits(chain.publish(GOING, "a"))).isEmpty();
        assertThat(holds(registered(comeBack()))).containsExactly("COMING held");
    }

    @Test
    void what_it_was_told_before_it_died_again_it_holds() {
        CompletableFuture<Verdict> answer = new CompletableFuture<>();
        TestProbe<VisitRequest<String>> second = life.kit.createTestProbe();
        registered(chain.register(Subscriber.<String>named("slow")
                .asyncHandler(
                        visit -> visit.phase() == LIVE ? answer : CompletableFuture.completedFuture(Verdict.done()))));
        ActorRef<VisitRequest<String>> first = life.mortal();
        registered(chain.register(durable("d").replay().actor(first)));
        life.dies(chain, first);
        await(chain.publish(COMING, "a"));
        await(chain.publish(COMING, "b"));
        CompletionStage<Receipt<String>> under = chain.publish(LIVE, "b");
        CompletionStage<ChainProtocol.RegisterReply> back =
                chain.register(durable("d").replay().actor(second.ref()));
        second.receiveMessage().answer(Verdict.ok());
        Awaitility.await()
                .atMost(Waiting.AT_MOST)
                .until(() -> await(chain.view()).up().get(0).latecomers().size() == 1);
        second.stop();
        assertThat(visits(chain.publish(GOING, "a"))).containsExactly("d DONE DEATH");
        answer.complete(Verdict.ok());
        await(under);
        assertThat(await(back))
                .isEqualTo(new ChainProtocol.RegistrationRefused(new RegistrationRefusal.GoneMeanwhile("d")));
        assertThat(holds(registered(comeBack()))).isEmpty();
    }

    @Test
    void it_comes_back_on_all_chains_or_stays_away_on_all() {
        Chain<String> clocks = life.chain("clocks");
        ActorRef<VisitRequest<String>> first = life.mortal();
        Chainbus bus = Chainbus.get(life.kit.system());
        await(bus.register(Enrolment.of(chain, durable("d").actor(first))
                        .and(clocks, durable("d").actor(first))))
                .orThrow();
        await(chain.publish(COMING, "a"));
        await(clocks.publish(COMING, "b"));
        life.dies(chain, first);
        life.untilAway(clocks, 1);
        Subscriber<String> back = durable("d").actor(life.mortal());
        Subscriber<String> elsewhere = durable("d").priority(9).actor(life.mortal());
        assertThat(await(bus.register(Enrolment.of(chain, back).and(clocks, elsewhere))))
                .isInstanceOfSatisfying(
                        JointRegistration.NotJoined.class,
                        not -> assertThat(not.refusal()).isInstanceOf(RegistrationRefusal.PlaceKept.class));
        assertThat(await(chain.view()).seat("d").state()).isEqualTo(Seat.State.AWAY);
        JointRegistration.Joined joined =
                await(bus.register(Enrolment.of(chain, back).and(clocks, back))).orThrow();
        assertThat(joined.registered())
                .allSatisfy(one -> assertThat(one.resumed()).isTrue())
                .extracting(DurableLife::holds)
                .containsExactly(List.of("COMING a"), List.of("COMING b"));
        assertThat(visits(clocks.publish(GOING, "b"))).containsExactly("d OK HANDLER");
    }

    private CompletionStage<ChainProtocol.RegisterReply> comeBack() {
        return chain.register(durable("d").actor(life.mortal()));
    }
}
