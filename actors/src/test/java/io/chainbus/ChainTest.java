package io.chainbus;

import static io.chainbus.Waiting.await;
import static io.chainbus.event.ModulePhase.COMING;
import static io.chainbus.event.ModulePhase.GOING;
import static io.chainbus.event.ModulePhase.LIVE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import io.chainbus.coordinator.ChainProtocol;
import io.chainbus.dispatch.Holding;
import io.chainbus.event.Phase;
import io.chainbus.subscriber.Subscriber;
import io.chainbus.verdict.Result;
import io.chainbus.verdict.Source;
import io.chainbus.verdict.Verdict;
import io.chainbus.walk.Outcome;
import io.chainbus.walk.PublishRefusal;
import io.chainbus.walk.Receipt;
import io.chainbus.walk.VisitRecord;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

class ChainTest {

    private static final ActorTestKit KIT = ActorTestKit.create();

    private Chain<String> chain;

    @BeforeEach
    void open(TestInfo test) {
        chain = Chainbus.get(KIT.system()).chain(ChainSpec.named(test.getDisplayName(), String.class));
    }

    @AfterAll
    static void shutDown() {
        KIT.shutdownTestKit();
    }

    @Test
    void coming_goes_down_the_chain_and_going_goes_up() {
        ConcurrentLinkedQueue<String> calls = new ConcurrentLinkedQueue<>();
        for (String id : List.of("low", "ftrace", "middle")) {
            var named = Subscriber.<String>named(id).priority(id.equals("middle") ? 5 : 0);
            register((id.equals("ftrace") ? named.first() : named).handler(visit -> {
                calls.add(visit.phase().name() + " " + id);
                return Verdict.ok();
            }));
        }
        assertThat(publish(COMING, "ext4").success()).isTrue();
        assertThat(publish(LIVE, "ext4").success()).isTrue();
        assertThat(publish(GOING, "ext4").success()).isTrue();
        assertThat(calls)
                .containsExactly(
                        "COMING ftrace",
                        "COMING middle",
                        "COMING low",
                        "LIVE ftrace",
                        "LIVE middle",
                        "LIVE low",
                        "GOING low",
                        "GOING middle",
                        "GOING ftrace");
    }

    @Test
    void a_veto_undoes_those_who_accepted_in_reverse() {
        ConcurrentLinkedQueue<String> calls = new ConcurrentLinkedQueue<>();
        register(logging("a", 4, calls, Verdict.ok()));
        register(logging("b", 3, calls, Verdict.done()));
        register(logging("c", 2, calls, Verdict.ok()));
        register(logging("d", 1, calls, Verdict.veto("no")));
        register(logging("e", 0, calls, Verdict.ok()));
        Receipt<String> receipt = publish(COMING, "ext4");
        assertThat(receipt.outcome()).isInstanceOfSatisfying(Outcome.Vetoed.class, vetoed -> {
            assertThat(vetoed.by()).isEqualTo("d");
            assertThat(vetoed.veto().reason()).isEqualTo("no");
        });
        assertThat(calls).containsExactly("COMING a", "COMING b", "COMING c", "COMING d", "GOING c", "GOING a");
        assertThat(receipt.undone()).extracting(VisitRecord::subscriber).containsExactly("c", "a");
    }

    @Test
    void a_key_that_is_up_is_refused_at_its_turn_and_a_release_of_one_that_is_not_visits_nobody() {
        ConcurrentLinkedQueue<String> calls = new ConcurrentLinkedQueue<>();
        register(logging("a", 0, calls, Verdict.ok()));
        assertThat(publish(GOING, "ext4").outcome()).isEqualTo(new Outcome.Completed());
        assertThat(publish(COMING, "ext4").success()).isTrue();
        assertThat(publish(COMING, "ext4").outcome())
                .isEqualTo(new Outcome.Refused(new PublishRefusal.AlreadyUp("ext4", COMING)));
        assertThat(publish(GOING, "ext4").success()).isTrue();
        assertThat(calls).containsExactly("COMING a", "GOING a");
    }

    @Test
    void a_handler_that_throws_vetoes_an_acquire_and_fails_a_release() {
        register(Subscriber.<String>named("a").handler(visit -> {
            if (visit.phase() == GOING) {
                throw new IllegalStateException("broken");
            }
            return Verdict.ok();
        }));
        register(Subscriber.<String>named("b").handler(visit -> {
            if (visit.key().equals("bad")) {
                throw new IllegalStateException("broken");
            }
            return Verdict.ok();
        }));
        Receipt<String> bad = publish(COMING, "bad");
        assertThat(bad.veto().map(Verdict.Veto::reason)).contains("IllegalStateException: broken");
        assertThat(bad.undone())
                .singleElement()
                .satisfies(undo -> assertThat(undo.result()).isEqualTo(Result.FAILED));
        publish(COMING, "good");
        assertThat(publish(GOING, "good").failures()).singleElement().satisfies(visit -> {
            assertThat(visit.subscriber()).isEqualTo("a");
            assertThat(visit.source()).isEqualTo(Source.THROW);
        });
    }

    @Test
    void a_handler_that_never_answers_costs_its_deadline_and_is_passed_by_from_then_on() {
        CompletableFuture<Verdict> never = new CompletableFuture<>();
        register(Subscriber.<String>named("a").priority(1).handler(visit -> Verdict.ok()));
        register(
                Subscriber.<String>named("hung").deadline(Duration.ofMillis(20)).asyncHandler(visit -> never));
        Receipt<String> first = publish(COMING, "x");
        assertThat(first.outcome())
                .isInstanceOfSatisfying(
                        Outcome.Vetoed.class,
                        vetoed -> assertThat(vetoed.source()).isEqualTo(Source.DEADLINE));
        Receipt<String> second = publish(COMING, "y");
        assertThat(second.outcome())
                .isInstanceOfSatisfying(
                        Outcome.Vetoed.class,
                        vetoed -> assertThat(vetoed.source()).isEqualTo(Source.STUCK));
    }

    @Test
    void a_blocked_handler_is_taken_over_and_what_it_accepts_too_late_is_undone_first() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        ConcurrentLinkedQueue<String> calls = new ConcurrentLinkedQueue<>();
        register(Subscriber.<String>named("slow")
                .deadline(Duration.ofMillis(20))
                .blocking()
                .handler(visit -> {
                    calls.add(visit.phase().name() + " " + visit.key());
                    if (visit.key().equals("x") && visit.phase() == COMING) {
                        release.await();
                    }
                    return Verdict.ok();
                }));
        assertThat(publish(COMING, "x").veto()).isPresent();
        assertThat(publish(COMING, "y").outcome())
                .isInstanceOfSatisfying(
                        Outcome.Vetoed.class,
                        vetoed -> assertThat(vetoed.source()).isEqualTo(Source.STUCK));
        release.countDown();
        Awaitility.await()
                .atMost(Waiting.AT_MOST)
                .until(() -> publish(COMING, "z").success());
        assertThat(calls).containsExactly("COMING x", "GOING x", "COMING z");
    }

    @Test
    void who_has_left_is_not_visited() {
        ConcurrentLinkedQueue<String> calls = new ConcurrentLinkedQueue<>();
        register(logging("a", 1, calls, Verdict.ok()));
        register(logging("b", 0, calls, Verdict.ok()));
        publish(COMING, "x");
        assertThat(await(chain.unregister("b"))).isEqualTo(new ChainProtocol.Unregistered("b", false));
        assertThat(await(chain.unregister("b"))).isEqualTo(new ChainProtocol.UnknownId("b"));
        publish(GOING, "x");
        assertThat(calls).containsExactly("COMING a", "COMING b", "GOING a");
    }

    @Test
    void a_chain_that_is_there_is_not_given_out_as_another() {
        ChainSpec<String> same = ChainSpec.named(chain.name(), String.class);
        assertThat(Chainbus.get(KIT.system()).chain(same)).isSameAs(chain);
        assertThatThrownBy(() -> Chainbus.get(KIT.system()).chain(ChainSpec.named(chain.name(), Integer.class)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("java.lang.Integer");
        assertThatThrownBy(() -> Chainbus.get(KIT.system()).chain(same.holding(Holding.CURRENT)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private void register(Subscriber<String> subscriber) {
        await(chain.register(subscriber)).orThrow();
    }

    private Receipt<String> publish(Phase phase, String key) {
        return await(chain.publish(phase, key));
    }

    private static Subscriber<String> logging(
            String id, int priority, ConcurrentLinkedQueue<String> calls, Verdict verdict) {
        return Subscriber.<String>named(id).priority(priority).handler(visit -> {
            calls.add(visit.phase().name() + " " + id);
            return verdict;
        });
    }
}
