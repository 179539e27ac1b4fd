package io.chainbus;

import static io.chainbus.DurableLife.durable;
import static io.chainbus.DurableLife.holds;
import static io.chainbus.DurableLife.isOn;
import static io.chainbus.DurableLife.registered;
import static io.chainbus.DurableLife.visits;
import static io.chainbus.Waiting.await;
import static io.chainbus.coordinator.LeaveMode.AT_ONCE;
import static io.chainbus.coordinator.LeaveMode.FOR_A_WHILE;
import static io.chainbus.coordinator.LeaveMode.TEARDOWN;
import static io.chainbus.event.ModulePhase.COMING;
import static io.chainbus.event.ModulePhase.GOING;
import static io.chainbus.event.ModulePhase.LIVE;
import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import io.chainbus.chain.RegistrationRefusal;
import io.chainbus.coordinator.ChainProtocol;
import io.chainbus.coordinator.CloseMode;
import io.chainbus.coordinator.LeaveMode;
import io.chainbus.coordinator.Seat;
import io.chainbus.subscriber.Subscriber;
import io.chainbus.subscriber.VisitRequest;
import io.chainbus.verdict.Verdict;
import io.chainbus.walk.Cause;
import io.chainbus.walk.Receipt;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How durable subscribers go: by death, on purpose, for good, and when their window passes (P3c, P7). */
class DurableLeaveTest {

    private final DurableLife life = new DurableLife();
    private final Chain<String> chain = life.chain("durable");

    @AfterEach
    void historyKeepsItsPromises() {
        life.close();
    }

    @Test
    void after_its_window_it_has_left() {
        ActorRef<VisitRequest<String>> first = life.mortal();
        registered(chain.register(durable("d").actor(first)));
        await(chain.publish(COMING, "a"));
        life.dies(chain, first);
        life.time.timePasses(DurableLife.WINDOW.minusMillis(1));
        assertThat(isOn(chain, "d")).isTrue();
        life.time.timePasses(Duration.ofMillis(1));
        assertThat(isOn(chain, "d")).isFalse();
        assertThat(await(chain.view()).counters().deaths()).isOne();
        assertThat(registered(chain.register(durable("d").actor(life.mortal()))))
                .isEqualTo(new ChainProtocol.Registered("d", 3));
        assertThat(visits(chain.publish(GOING, "a"))).isEmpty();
    }

    @Test
    void each_absence_has_a_window_of_its_own() {
        ActorRef<VisitRequest<String>> actor = life.mortal();
        registered(chain.register(durable("d").actor(actor)));
        for (int time = 0; time < 3; time++) {
            life.dies(chain, actor);
            life.time.timePasses(DurableLife.WINDOW.minusSeconds(1));
            actor = life.mortal();
            assertThat(registered(chain.register(durable("d").actor(actor))).resumed())
                    .isTrue();
        }
        life.time.timePasses(DurableLife.WINDOW);
        assertThat(isOn(chain, "d")).isTrue();
    }

    @Test
    void one_that_has_asked_to_come_back_in_time_is_let_in_after_it() {
        CompletableFuture<Verdict> answer = new CompletableFuture<>();
        ActorRef<VisitRequest<String>> first = life.mortal();
        registered(chain.register(durable("d").actor(first)));
        registered(chain.register(Subscriber.<String>named("slow").asyncHandler(visit -> answer)));
        CompletionStage<Receipt<String>> under = chain.publish(COMING, "a");
        life.dies(chain, first);
        CompletionStage<ChainProtocol.RegisterReply> back = comeBack();
        await(chain.view());
        life.time.timePasses(DurableLife.WINDOW);
        assertThat(isOn(chain, "d")).isTrue();
        answer.complete(Verdict.ok());
        await(under);
        assertThat(registered(back).resumed()).isTrue();
    }

    @Test
    void one_that_has_asked_in_time_and_is_not_let_in_has_left_when_its_window_has_passed() {
        TestProbe<VisitRequest<String>> second = life.kit.createTestProbe();
        ActorRef<VisitRequest<String>> first = life.mortal();
        registered(chain.register(durable("d").replay().actor(first)));
        life.dies(chain, first);
        await(chain.publish(COMING, "a"));
        CompletionStage<ChainProtocol.RegisterReply> back =
                chain.register(durable("d").replay().actor(second.ref()));
        VisitRequest<String> told = second.receiveMessage();
        life.time.timePasses(DurableLife.WINDOW);
        assertThat(isOn(chain, "d")).isTrue();
        told.answer(Verdict.veto("no"));
        assertThat(await(back)).isInstanceOf(ChainProtocol.RegistrationRefused.class);
        assertThat(isOn(chain, "d")).isFalse();
    }

    @Test
    void it_may_go_for_a_while_on_purpose_and_what_it_is_at_is_waited_for() {
        CompletableFuture<Verdict> answer = new CompletableFuture<>();
        TestProbe<String> begun = life.kit.createTestProbe();
        registered(chain.register(durable("d").asyncHandler(visit -> {
            begun.ref().tell(visit.key());
            return answer;
        })));
        CompletionStage<Receipt<String>> under = chain.publish(COMING, "a");
        begun.expectMessage("a");
        CompletionStage<ChainProtocol.UnregisterReply> away = chain.unregister("d", FOR_A_WHILE);
        assertThat(visits(chain.publish(LIVE, "b"))).containsExactly("d DONE DEATH");
        assertThat(await(chain.view()).seat("d").state()).isEqualTo(Seat.State.AWAY);
        assertThat(away.toCompletableFuture()).isNotDone();
        answer.complete(Verdict.ok());
        assertThat(await(away)).isEqualTo(new ChainProtocol.WentAway("d", false));
        assertThat(visits(under)).containsExactly("d OK HANDLER");
        assertThat(await(chain.unregister("d", FOR_A_WHILE))).isEqualTo(new ChainProtocol.WentAway("d", false));
        assertThat(holds(registered(comeBack()))).containsExactly("COMING a");
    }

    @Test
    void who_went_on_purpose_and_is_not_back_in_time_has_left_and_not_died() {
        registered(chain.register(durable("d").handler(life::note)));
        await(chain.unregister("d", FOR_A_WHILE));
        life.time.timePasses(DurableLife.WINDOW);
        assertThat(isOn(chain, "d")).isFalse();
        assertThat(await(chain.view()).counters().leaves()).isOne();
    }

    @Test
    void who_is_not_durable_cannot_go_for_a_while_nor_who_is_not_there() {
        registered(chain.register(Subscriber.<String>named("plain").handler(life::note)));
        assertThat(await(chain.unregister("plain", FOR_A_WHILE))).isEqualTo(new ChainProtocol.NotDurable("plain"));
        assertThat(await(chain.unregister("nobody", FOR_A_WHILE))).isEqualTo(new ChainProtocol.UnknownId("nobody"));
        assertThat(visits(chain.publish(LIVE, "a"))).containsExactly("plain OK HANDLER");
    }

    @Test
    void its_own_handler_may_ask_for_it_but_not_wait_for_it() {
        TestProbe<Object> answers = life.kit.createTestProbe();
        registered(chain.register(durable("d").asyncHandler(visit -> {
            CompletionStage<ChainProtocol.UnregisterReply> away = chain.unregister("d", FOR_A_WHILE);
            CompletionStage<Verdict> waiting = visit.verdictAfter(away, reply -> Verdict.ok());
            answers.ref().tell(waiting.toCompletableFuture().isCompletedExceptionally());
            away.thenAccept(answers.ref()::tell);
            return CompletableFuture.completedFuture(Verdict.ok());
        })));
        assertThat(visits(chain.publish(COMING, "a"))).containsExactly("d OK HANDLER");
        assertThat(answers.receiveMessage()).isEqualTo(true);
        assertThat(answers.receiveMessage()).isEqualTo(new ChainProtocol.WentAway("d", false));
        assertThat(holds(registered(comeBack()))).containsExactly("COMING a");
    }

    @ParameterizedTest
    @EnumSource(names = {"AT_ONCE", "TEARDOWN"})
    void a_leave_is_for_good_whether_it_is_there_or_away(LeaveMode mode) {
        registered(chain.register(durable("d").handler(life::note)));
        await(chain.publish(COMING, "a"));
        assertThat(await(chain.unregister("d", mode))).isEqualTo(new ChainProtocol.Unregistered("d", false));
        assertThat(registered(comeBack()).resumed()).isFalse();
        await(chain.publish(COMING, "b"));
        await(chain.unregister("d", FOR_A_WHILE));
        life.calls.clear();
        assertThat(await(chain.unregister("d", mode))).isEqualTo(new ChainProtocol.Unregistered("d", false));
        assertThat(life.calls).isEmpty();
        assertThat(isOn(chain, "d")).isFalse();
        assertThat(visits(chain.publish(GOING, "b"))).isEmpty();
        life.time.timePasses(DurableLife.WINDOW);
        assertThat(registered(comeBack()).resumed()).isFalse();
    }

    @Test
    void who_dies_while_it_leaves_for_good_has_left() {
        TestProbe<VisitRequest<String>> actor = life.kit.createTestProbe();
        registered(chain.register(durable("d").actor(actor.ref())));
        CompletionStage<Receipt<String>> under = chain.publish(COMING, "a");
        actor.receiveMessage();
        CompletionStage<ChainProtocol.UnregisterReply> left = chain.unregister("d", TEARDOWN);
        await(chain.view());
        actor.stop();
        await(under);
        assertThat(await(left)).isEqualTo(new ChainProtocol.Unregistered("d", false));
        assertThat(isOn(chain, "d")).isFalse();
    }

    @Test
    void asked_to_leave_for_good_while_it_is_about_to_go_for_a_while_it_leaves() {
        CompletableFuture<Verdict> answer = new CompletableFuture<>();
        TestProbe<String> begun = life.kit.createTestProbe();
        registered(chain.register(durable("d").asyncHandler(visit -> {
            begun.ref().tell(visit.key());
            return answer;
        })));
        CompletionStage<Receipt<String>> under = chain.publish(COMING, "a");
        begun.expectMessage("a");
        CompletionStage<ChainProtocol.UnregisterReply> away = chain.unregister("d", FOR_A_WHILE);
        CompletionStage<ChainProtocol.UnregisterReply> left = chain.unregister("d", TEARDOWN);
        answer.complete(Verdict.ok());
        assertThat(await(away)).isEqualTo(new ChainProtocol.Unregistered("d", false));
        assertThat(await(left)).isEqualTo(new ChainProtocol.Unregistered("d", false));
        await(under);
        assertThat(isOn(chain, "d")).isFalse();
    }

    @Test
    void who_is_about_to_come_back_is_turned_back_when_its_place_is_given_up() {
        TestProbe<VisitRequest<String>> second = life.kit.createTestProbe();
        ActorRef<VisitRequest<String>> first = life.mortal();
        registered(chain.register(durable("d").replay().actor(first)));
        life.dies(chain, first);
        await(chain.publish(COMING, "a"));
        await(chain.publish(COMING, "b"));
        CompletionStage<ChainProtocol.RegisterReply> back =
                chain.register(durable("d").replay().actor(second.ref()));
        second.receiveMessage().answer(Verdict.ok());
        VisitRequest<String> told = second.receiveMessage();
        assertThat(await(chain.unregister("d", AT_ONCE))).isEqualTo(new ChainProtocol.Unregistered("d", false));
        told.answer(Verdict.ok());
        for (String key : List.of("b", "a")) {
            VisitRequest<String> undo = second.receiveMessage();
            assertThat(undo.visit().cause()).isEqualTo(Cause.UNDO);
            assertThat(undo.visit().key()).isEqualTo(key);
            undo.answer(Verdict.ok());
        }
        assertThat(await(back))
                .isInstanceOfSatisfying(
                        ChainProtocol.RegistrationRefused.class,
                        refused -> assertThat(refused.refusal()).isInstanceOf(RegistrationRefusal.GoneMeanwhile.class));
    }

    @Test
    void a_chain_takes_down_what_somebody_holds_who_is_away() {
        ActorRef<VisitRequest<String>> first = life.mortal();
        registered(chain.register(durable("d").actor(first)));
        await(chain.publish(COMING, "a"));
        await(chain.publish(COMING, "b"));
        life.dies(chain, first);
        assertThat(await(chain.close(CloseMode.TAKE_DOWN))).isEqualTo(new ChainProtocol.Closed("durable", 2, 0));
    }

    @Test
    void who_is_dead_waits_for_nothing_so_that_others_may_wait_for_what_needs_it() {
        Chain<String> clocks = life.chain("clocks");
        CompletableFuture<Verdict> answer = new CompletableFuture<>();
        TestProbe<String> begun = life.kit.createTestProbe();
        TestProbe<VisitRequest<String>> mortal = life.kit.createTestProbe();
        registered(chain.register(durable("d").actor(mortal.ref())));
        registered(clocks.register(Subscriber.<String>named("clock").asyncHandler(visit -> {
            begun.ref().tell("clock");
            return visit.key().equals("held")
                    ? answer
                    : visit.verdictAfter(chain.publish(LIVE, "b"), r -> Verdict.ok());
        })));
        CompletionStage<Receipt<String>> under = chain.publish(COMING, "a");
        VisitRequest<String> request = mortal.receiveMessage();
        CompletionStage<Receipt<String>> held = clocks.publish(LIVE, "held");
        request.answerAfter(held, receipt -> Verdict.ok());
        begun.expectMessage("clock");
        mortal.stop();
        life.untilAway(chain, 1);
        assertThat(visits(clocks.publish(LIVE, "waits"))).containsExactly("clock OK HANDLER");
        answer.complete(Verdict.ok());
        await(held);
        await(under);
    }

    private CompletionStage<ChainProtocol.RegisterReply> comeBack() {
        return chain.register(durable("d").handler(life::note));
    }
}
