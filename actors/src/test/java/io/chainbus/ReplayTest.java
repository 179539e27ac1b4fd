package io.chainbus;

import static io.chainbus.Waiting.await;
import static io.chainbus.event.ModulePhase.COMING;
import static io.chainbus.event.ModulePhase.GOING;
import static io.chainbus.event.ModulePhase.LIVE;
import static io.chainbus.event.ModulePhase.UNFORMED;
import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.Behaviors;
import io.chainbus.chain.RegistrationRefusal;
import io.chainbus.coordinator.ChainProtocol;
import io.chainbus.subscriber.Subscriber;
import io.chainbus.subscriber.VisitRequest;
import io.chainbus.verdict.Verdict;
import io.chainbus.walk.Receipt;
import io.chainbus.walk.Visit;
import io.chainbus.walk.VisitRecord;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Joining late and being told first what is up (P6). */
class ReplayTest {

    private final ActorTestKit kit = ActorTestKit.create();
    private final Chain<String> chain = Chainbus.get(kit.system()).chain(ChainSpec.named("replay", String.class));
    private final ConcurrentLinkedQueue<String> calls = new ConcurrentLinkedQueue<>();
    private final Map<String, CompletableFuture<Verdict>> answers = new ConcurrentHashMap<>();

    @AfterEach
    void shutDown() {
        kit.shutdownTestKit();
    }

    @Test
    void a_newcomer_is_told_what_is_up_the_oldest_first_and_then_belongs_to_it() {
        register(Subscriber.<String>named("before").priority(1).handler(visit -> Verdict.ok()));
        register(Subscriber.<String>named("behind").priority(-1).handler(visit -> Verdict.ok()));
        await(chain.publish(UNFORMED, "a"));
        await(chain.publish(COMING, "b"));
        await(chain.publish(COMING, "gone again"));
        await(chain.publish(COMING, "a"));
        await(chain.publish(LIVE, "a"));
        await(chain.publish(GOING, "gone again"));
        register(late().replay().handler(this::log));
        assertThat(calls).containsExactly("REPLAY UNFORMED a", "REPLAY COMING b", "REPLAY COMING a");
        assertThat(await(chain.publish(GOING, "a")).visits())
                .extracting(VisitRecord::subscriber)
                .containsExactly("behind", "late", "before");
    }

    @Test
    void who_does_not_ask_for_it_is_told_nothing_and_holds_nothing() {
        register(Subscriber.<String>named("before").priority(1).handler(visit -> Verdict.ok()));
        await(chain.publish(COMING, "a"));
        register(late().handler(this::log));
        assertThat(await(chain.publish(GOING, "a")).visits())
                .extracting(VisitRecord::subscriber)
                .containsExactly("before");
    }

    @Test
    void a_newcomer_that_vetoes_is_undone_in_reverse_and_refused() {
        for (String key : List.of("a", "b", "c", "d", "e")) {
            await(chain.publish(COMING, key));
        }
        CompletionStage<ChainProtocol.RegisterReply> reply =
                chain.register(late().replay().handler(visit -> {
                    log(visit);
                    return visit.key().equals("c") ? Verdict.veto("not this one") : Verdict.ok();
                }));
        assertThat(await(reply))
                .isEqualTo(new ChainProtocol.RegistrationRefused(
                        new RegistrationRefusal.ReplayVetoed("late", "c", "COMING", "not this one")));
        assertThat(calls)
                .containsExactly(
                        "REPLAY COMING a", "REPLAY COMING b", "REPLAY COMING c", "UNDO GOING b", "UNDO GOING a");
        assertThat(await(chain.publish(GOING, "a")).visits()).isEmpty();
        register(late().handler(visit -> Verdict.ok()));
    }

    @Test
    void what_was_accepted_in_a_phase_without_an_undo_is_let_go_by_a_release() {
        await(chain.publish(UNFORMED, "a"));
        await(chain.publish(COMING, "b"));
        await(chain.register(late().replay().handler(visit -> {
            log(visit);
            return visit.key().equals("b") ? Verdict.veto("no") : Verdict.ok();
        })));
        assertThat(calls).containsExactly("REPLAY UNFORMED a", "REPLAY COMING b", "UNDO GOING a");
    }

    @Test
    void a_key_that_is_coming_up_meanwhile_is_told_after_that_walk_and_before_its_next() {
        register(Subscriber.<String>named("slow").priority(1).asyncHandler(visit -> answer(visit.key())));
        CompletionStage<Receipt<String>> coming = chain.publish(COMING, "x");
        CompletionStage<Receipt<String>> live = chain.publish(LIVE, "x");
        Awaitility.await().atMost(Waiting.AT_MOST).until(() -> answers.containsKey("x"));
        CompletionStage<ChainProtocol.RegisterReply> joined =
                chain.register(late().replay().handler(this::log));
        assertThat(joined.toCompletableFuture()).isNotDone();
        answer("x").complete(Verdict.ok());
        await(coming);
        await(joined.thenApply(ChainProtocol.RegisterReply::orThrow));
        assertThat(await(live).success()).isTrue();
        assertThat(calls.peek()).isEqualTo("REPLAY COMING x");
    }

    @Test
    void a_release_waits_for_who_has_been_told_of_its_key_and_finds_it_in_its_place() {
        register(Subscriber.<String>named("before").priority(1).handler(visit -> Verdict.ok()));
        CompletableFuture<Verdict> second = answer("second");
        await(chain.publish(COMING, "first"));
        await(chain.publish(COMING, "second"));
        CompletionStage<ChainProtocol.RegisterReply> joined =
                chain.register(late().replay().asyncHandler(visit -> {
                    log(visit);
                    return visit.key().equals("second") ? second : CompletableFuture.completedFuture(Verdict.ok());
                }));
        Awaitility.await().atMost(Waiting.AT_MOST).until(() -> calls.size() == 2);
        CompletionStage<Receipt<String>> going = chain.publish(GOING, "first");
        assertThat(await(chain.publish(LIVE, "other")).success()).isTrue();
        assertThat(going.toCompletableFuture()).isNotDone();
        second.complete(Verdict.ok());
        await(joined.thenApply(ChainProtocol.RegisterReply::orThrow));
        assertThat(await(going).visits()).extracting(VisitRecord::subscriber).containsExactly("late", "before");
    }

    @Test
    void a_place_is_taken_while_its_owner_is_being_told() {
        await(chain.publish(COMING, "a"));
        CompletionStage<ChainProtocol.RegisterReply> joined =
                chain.register(late().replay().first().asyncHandler(visit -> answer("a")));
        assertThat(await(chain.register(late().handler(visit -> Verdict.ok()))))
                .isEqualTo(new ChainProtocol.RegistrationRefused(new RegistrationRefusal.DuplicateId("late")));
        assertThat(await(
                        chain.register(Subscriber.<String>named("other").first().handler(visit -> Verdict.ok()))))
                .isInstanceOf(ChainProtocol.RegistrationRefused.class);
        answer("a").complete(Verdict.ok());
        await(joined.thenApply(ChainProtocol.RegisterReply::orThrow));
    }

    @Test
    void who_dies_while_being_told_does_not_join() {
        await(chain.publish(COMING, "a"));
        ActorRef<VisitRequest<String>> mortal = kit.spawn(Behaviors.receiveMessage(request -> Behaviors.stopped()));
        assertThat(await(chain.register(late().replay().actor(mortal))))
                .isInstanceOf(ChainProtocol.RegistrationRefused.class);
        assertThat(await(chain.publish(LIVE, "a")).visits()).isEmpty();
        TestProbe<VisitRequest<String>> alive = kit.createTestProbe();
        CompletionStage<ChainProtocol.RegisterReply> again =
                chain.register(late().replay().actor(alive.ref()));
        alive.receiveMessage(Waiting.AT_MOST).answer(Verdict.ok());
        await(again.thenApply(ChainProtocol.RegisterReply::orThrow));
    }

    private Verdict log(Visit<String> visit) {
        calls.add(visit.cause() + " " + visit.phase().name() + " " + visit.key());
        return Verdict.ok();
    }

    private static Subscriber.Builder<String> late() {
        return Subscriber.named("late");
    }

    private CompletableFuture<Verdict> answer(String name) {
        return answers.computeIfAbsent(name, unused -> new CompletableFuture<>());
    }

    private void register(Subscriber<String> subscriber) {
        await(chain.register(subscriber)).orThrow();
    }
}
