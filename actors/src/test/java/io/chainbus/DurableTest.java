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
import io.chainbus.coordinator.ChainProtocol;
import io.chainbus.coordinator.ChainView;
import io.chainbus.coordinator.Seat;
import io.chainbus.event.ModulePhase;
import io.chainbus.explain.Explanation;
import io.chainbus.subscriber.Subscriber;
import io.chainbus.subscriber.VisitRequest;
import io.chainbus.verdict.Source;
import io.chainbus.verdict.Verdict;
import io.chainbus.walk.Receipt;
import io.chainbus.walk.Skip;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Subscribers that are durable: away, answered for, and back in their places with what they held (P3c). */
class DurableTest {

    private final DurableLife life = new DurableLife();
    private final Chain<String> chain = life.chain("durable");

    @AfterEach
    void historyKeepsItsPromises() {
        life.close();
    }

    @Test
    void while_it_is_away_its_policy_answers_in_its_place_and_what_it_holds_it_holds_when_it_is_back() {
        other("before", 2);
        ActorRef<VisitRequest<String>> first = life.mortal();
        assertThat(registered(chain.register(durable("d").priority(1).actor(first))))
                .isEqualTo(new ChainProtocol.Registered("d", 2));
        other("behind", 0);
        await(chain.publish(COMING, "a"));
        await(chain.publish(COMING, "b"));
        life.dies(chain, first);
        assertThat(visits(chain.publish(COMING, "c")))
                .containsExactly("before OK HANDLER", "d DONE DEATH", "behind OK HANDLER");
        assertThat(visits(chain.publish(GOING, "b")))
                .containsExactly("behind OK HANDLER", "d DONE DEATH", "before OK HANDLER");
        life.calls.clear();
        ChainProtocol.Registered back = registered(comeBack(1));
        assertThat(back).isEqualTo(new ChainProtocol.Registered("d", 3, true, List.of(hold("a"))));
        assertThat(visits(chain.publish(GOING, "a")))
                .containsExactly("behind OK HANDLER", "d OK HANDLER", "before OK HANDLER");
        assertThat(visits(chain.publish(GOING, "c"))).containsExactly("behind OK HANDLER", "before OK HANDLER");
        assertThat(life.calls).containsExactly("FORWARD GOING a");
    }

    @Test
    void the_policy_vetoes_unless_it_was_told_otherwise_and_a_release_ends_the_hold_whatever_it_says() {
        ActorRef<VisitRequest<String>> first = life.mortal();
        registered(chain.register(Subscriber.<String>named("d").durable().actor(first)));
        await(chain.publish(COMING, "a"));
        life.dies(chain, first);
        Receipt<String> vetoed = await(chain.publish(COMING, "b"));
        assertThat(vetoed.veto().map(Verdict.Veto::reason)).contains("d is away");
        assertThat(visits(chain.publish(GOING, "a"))).containsExactly("d FAILED DEATH");
        assertThat(holds(registered(
                        chain.register(Subscriber.<String>named("d").durable().actor(life.mortal())))))
                .isEmpty();
    }

    @Test
    void a_policy_may_accept_for_it_and_that_is_a_hold_like_any_other() {
        ActorRef<VisitRequest<String>> first = life.mortal();
        registered(chain.register(Subscriber.<String>named("d")
                .durable()
                .onFailure((phase, source, reason) -> source == Source.DEATH ? Verdict.ok() : Verdict.veto(reason))
                .actor(first)));
        life.dies(chain, first);
        assertThat(visits(chain.publish(COMING, "a"))).containsExactly("d OK DEATH");
        assertThat(holds(registered(comeBack(0)))).containsExactly("COMING a");
        assertThat(visits(chain.publish(GOING, "a"))).containsExactly("d OK HANDLER");
    }

    @Test
    void among_equals_it_stands_where_it_stood_and_constraints_on_it_hold_while_it_is_away() {
        ActorRef<VisitRequest<String>> first = life.mortal();
        registered(chain.register(durable("d").actor(first)));
        other("later", 0);
        life.dies(chain, first);
        registered(chain.register(
                Subscriber.<String>named("early").priority(-1).before("d").handler(visit -> Verdict.ok())));
        registered(chain.register(
                Subscriber.<String>named("soon").priority(1).after("d").handler(visit -> Verdict.ok())));
        assertThat(visits(chain.publish(LIVE, "a")))
                .containsExactly("later OK HANDLER", "early OK HANDLER", "d DONE DEATH", "soon OK HANDLER");
        registered(comeBack(0));
        other("latest", 0);
        assertThat(visits(chain.publish(LIVE, "a")))
                .containsExactly(
                        "later OK HANDLER", "early OK HANDLER", "d OK HANDLER", "soon OK HANDLER", "latest OK HANDLER");
    }

    @Test
    void it_is_let_in_when_what_was_under_way_has_come_to_something() {
        CompletableFuture<Verdict> answer = new CompletableFuture<>();
        ActorRef<VisitRequest<String>> first = life.mortal();
        registered(chain.register(durable("d").priority(1).actor(first)));
        registered(chain.register(Subscriber.<String>named("slow").asyncHandler(visit -> answer)));
        CompletionStage<Receipt<String>> under = chain.publish(COMING, "a");
        TestProbe<Object> seen = life.kit.createTestProbe();
        seen.awaitAssert(() -> {
            assertThat(life.calls).containsExactly("FORWARD COMING a");
            return true;
        });
        life.dies(chain, first);
        CompletionStage<ChainProtocol.RegisterReply> back = comeBack(1);
        await(chain.view());
        assertThat(back.toCompletableFuture()).isNotDone();
        answer.complete(Verdict.veto("no"));
        assertThat(await(under).undone())
                .extracting(undo -> undo.subscriber() + " " + undo.source())
                .containsExactly("d DEATH");
        assertThat(holds(registered(back))).isEmpty();
    }

    @Test
    void what_a_release_under_way_takes_from_it_it_does_not_hold_any_more() {
        CompletableFuture<Verdict> answer = new CompletableFuture<>();
        TestProbe<String> going = life.kit.createTestProbe();
        ActorRef<VisitRequest<String>> first = life.mortal();
        registered(chain.register(durable("d").priority(1).actor(first)));
        registered(chain.register(Subscriber.<String>named("slow").asyncHandler(visit -> {
            if (visit.phase() != GOING) {
                return CompletableFuture.completedFuture(Verdict.ok());
            }
            going.ref().tell(visit.key());
            return answer;
        })));
        await(chain.publish(COMING, "a"));
        await(chain.publish(COMING, "b"));
        life.dies(chain, first);
        CompletionStage<Receipt<String>> under = chain.publish(GOING, "a");
        going.expectMessage("a");
        assertThat(holds(registered(comeBack(1)))).containsExactly("COMING b");
        answer.complete(Verdict.ok());
        assertThat(visits(under)).containsExactly("slow OK HANDLER", "d DONE DEATH");
    }

    @Test
    void it_dies_and_comes_back_as_often_as_it_likes() {
        ActorRef<VisitRequest<String>> actor = life.mortal();
        registered(chain.register(durable("d").actor(actor)));
        await(chain.publish(COMING, "a"));
        for (int time = 0; time < 3; time++) {
            life.dies(chain, actor);
            actor = life.mortal();
            assertThat(holds(registered(chain.register(durable("d").actor(actor)))))
                    .containsExactly("COMING a");
        }
        assertThat(visits(chain.publish(GOING, "a"))).containsExactly("d OK HANDLER");
    }

    @Test
    void who_is_in_the_middle_of_a_visit_is_answered_for_and_what_waits_for_it_is_not_skipped() {
        TestProbe<VisitRequest<String>> actor = life.kit.createTestProbe();
        registered(chain.register(durable("d").actor(actor.ref())));
        CompletionStage<Receipt<String>> begun = chain.publish(LIVE, "a");
        actor.receiveMessage();
        actor.stop();
        assertThat(visits(begun)).containsExactly("d DONE DEATH");
        Receipt<String> next = await(chain.publish(LIVE, "a"));
        assertThat(next.skipped()).isEqualTo(Map.<String, Skip>of());
        assertThat(next.visits()).extracting(visit -> visit.source()).containsExactly(Source.DEATH);
    }

    @Test
    void an_owner_that_stops_leaves_it_away() {
        TestProbe<Object> owner = life.kit.createTestProbe();
        registered(chain.register(durable("d").ownedBy(owner.ref()).handler(life::note)));
        await(chain.publish(COMING, "a"));
        owner.stop();
        life.untilAway(chain, 1);
        assertThat(holds(registered(chain.register(durable("d").handler(life::note)))))
                .containsExactly("COMING a");
    }

    @Test
    void an_observer_keeps_its_place_too() {
        ActorRef<VisitRequest<String>> first = life.mortal();
        registered(chain.register(durable("d").observer().actor(first)));
        life.dies(chain, first);
        assertThat(visits(chain.publish(COMING, "a"))).containsExactly("d DONE DEATH");
        assertThat(await(comeBack(0))).isInstanceOf(ChainProtocol.RegistrationRefused.class);
        assertThat(registered(chain.register(durable("d").observer().actor(life.mortal())))
                        .resumed())
                .isTrue();
        assertThat(visits(chain.publish(GOING, "a"))).containsExactly("d DONE HANDLER");
    }

    @Test
    void the_view_and_the_explanation_say_that_it_is_away() throws Exception {
        ActorRef<VisitRequest<String>> first = life.mortal();
        registered(chain.register(durable("d").priority(7).actor(first)));
        await(chain.publish(COMING, "a"));
        life.dies(chain, first);
        ChainView<String> view = await(chain.view());
        assertThat(view.seat("d").state()).isEqualTo(Seat.State.AWAY);
        assertThat(view.holds(view.seat("d"))).isOne();
        assertThat(view.counters().deaths()).isZero();
        Explanation going = await(chain.explain(GOING, "a"));
        assertThat(going.lines())
                .anySatisfy(line -> assertThat(line)
                        .contains("d           away: its place is kept, and its policy answers; holds it by COMING;"
                                + " priority 7"));
        registered(comeBack(7));
        assertThat(await(chain.view()).seat("d").state()).isEqualTo(Seat.State.SERVING);
        assertThat(await(chain.view()).counters())
                .satisfies(counters -> assertThat(List.of(counters.absences(), counters.returns(), counters.joins()))
                        .containsExactly(1L, 1L, 1L));
        assertThat(await(chain.explain(GOING, "a")).lines()).noneMatch(line -> line.contains("away"));
    }

    private CompletionStage<ChainProtocol.RegisterReply> comeBack(int priority) {
        return chain.register(durable("d").priority(priority).actor(life.mortal()));
    }

    private static ChainProtocol.Hold hold(String key) {
        return new ChainProtocol.Hold(key, ModulePhase.COMING);
    }

    private void other(String id, int priority) {
        registered(
                chain.register(Subscriber.<String>named(id).priority(priority).handler(visit -> Verdict.ok())));
    }
}
