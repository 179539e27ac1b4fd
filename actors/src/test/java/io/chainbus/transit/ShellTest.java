package io.chainbus.transit;

import static io.chainbus.event.ModulePhase.COMING;
import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.BehaviorTestKit;
import io.chainbus.chain.Candidate;
import io.chainbus.chain.Membership;
import io.chainbus.chain.Places;
import io.chainbus.chain.Position;
import io.chainbus.chain.Route;
import io.chainbus.event.Direction;
import io.chainbus.recording.Recorder;
import io.chainbus.subscriber.Subscriber;
import io.chainbus.verdict.Source;
import io.chainbus.verdict.Verdict;
import io.chainbus.walk.Cause;
import io.chainbus.walk.Published;
import io.chainbus.walk.Train;
import io.chainbus.walk.Walk;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One subscriber's actor, step by step, with a clock of its own for deadlines. */
class ShellTest {

    private static final long DEADLINE = 1_000_000_000L;

    private final List<String> ended = new ArrayList<>();
    private final Rail<String> rail = new Rail<>(
            Recorder.off(),
            true,
            false,
            Long.MAX_VALUE,
            task -> {
                throw new RejectedExecutionException("actors do it here");
            },
            arrival -> arrival.ended().walks().forEach(walk -> ended.add(walk.key() + " " + firstVerdict(walk))));
    private final Overseer<String> overseer = new Overseer<>(rail);
    private final Map<String, CompletableFuture<Verdict>> answers = new HashMap<>();

    @Test
    void who_answered_in_time_goes_on_before_amends_are_made_for_another() {
        List<String> endedAtUndo = new ArrayList<>();
        Stand stand = new Stand(Subscriber.<String>named("a").asyncHandler(visit -> {
            if (visit.cause() == Cause.UNDO) {
                endedAtUndo.addAll(ended);
                return CompletableFuture.completedFuture(Verdict.ok());
            }
            return answer(visit.key());
        }));
        stand.train("late");
        long lateBegan = rail.pendings().iterator().next().from();
        while (System.nanoTime() == lateBegan) {
            Thread.onSpinWait();
        }
        stand.train("in time");
        overseer.inspect(lateBegan + DEADLINE);
        assertThat(ended).containsExactly("late Refusal");
        answer("in time").complete(Verdict.ok());
        answer("late").complete(Verdict.ok());
        stand.deliver();
        assertThat(endedAtUndo).containsExactly("late Refusal", "in time Ok");
    }

    @Test
    void who_has_returned_before_the_others_are_told_is_not_passed_by() {
        List<Runnable> meanwhile = new ArrayList<>();
        Stand stand = new Stand(Subscriber.<String>named("a")
                .onFailure((phase, source, reason) -> {
                    List.copyOf(meanwhile).forEach(Runnable::run);
                    return Verdict.veto(reason);
                })
                .asyncHandler(visit -> answer(visit.key())));
        stand.train("late");
        meanwhile.add(() -> {
            meanwhile.clear();
            answer("late").complete(Verdict.done());
            stand.deliver();
            stand.send("next");
        });
        overseer.inspect(rail.pendings().iterator().next().from() + DEADLINE);
        answer("next").complete(Verdict.ok());
        stand.deliver();
        assertThat(ended).containsExactly("late Refusal", "next Ok");
    }

    /** The overseer has the train and is at its first visit; the subscriber comes free and finds the second answered. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_visit_answered_while_its_train_is_taken_over_counts_once(boolean ends) throws Exception {
        CountDownLatch hangs = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        List<CompletableFuture<?>> shell = new ArrayList<>();
        Stand stand = new Stand(Subscriber.<String>named("a")
                .onFailure((phase, source, reason) -> {
                    if (answer("second").complete(ends ? Verdict.stop() : Verdict.ok())) {
                        release.countDown();
                        shell.get(0).join();
                    }
                    return Verdict.veto(reason);
                })
                .asyncHandler(visit -> {
                    if (visit.key().equals("third")) {
                        hangs.countDown();
                        awaitLatch(release);
                    }
                    return answer(visit.key());
                }));
        shell.add(CompletableFuture.runAsync(() -> stand.train("first", "second", "third")));
        hangs.await();
        overseer.inspect(0);
        overseer.inspect(DEADLINE);
        assertThat(ended)
                .containsExactlyInAnyOrder("first Refusal", ends ? "second Stop" : "second Ok", "third Refusal");
        assertThat(rail.trips()).isEmpty();
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void who_has_left_and_never_answers_leaves_no_actor_behind() {
        Stand stand = new Stand(Subscriber.<String>named("a").asyncHandler(visit -> answer(visit.key())));
        stand.train("never");
        overseer.inspect(rail.pendings().iterator().next().from() + DEADLINE);
        stand.handle.leaves();
        stand.leave();
        assertThat(stand.stopped()).isTrue();
        answer("never").complete(Verdict.ok());
    }

    @Test
    void at_work_is_what_has_begun_and_is_neither_over_nor_past_its_deadline() {
        List<Boolean> inside = new ArrayList<>();
        List<Stand> itself = new ArrayList<>();
        Stand stand = new Stand(Subscriber.<String>named("a").asyncHandler(visit -> {
            inside.add(overseer.atWork(itself.get(0).handle));
            return answer(visit.key());
        }));
        itself.add(stand);
        stand.train("late");
        long lateBegan = rail.pendings().iterator().next().from();
        while (System.nanoTime() == lateBegan) {
            Thread.onSpinWait();
        }
        stand.train("in time");
        overseer.inspect(lateBegan + DEADLINE);
        assertThat(overseer.atWork(stand.handle)).isTrue();
        answer("in time").complete(Verdict.ok());
        assertThat(overseer.atWork(stand.handle)).isTrue();
        stand.deliver();
        assertThat(overseer.atWork(stand.handle)).isFalse();
        assertThat(stand.handle.stuck()).isTrue();
        assertThat(inside).containsExactly(true, true);
    }

    @Test
    void an_answer_counts_though_its_subscriber_hangs_and_does_not_come_for_it() {
        Stand stand = new Stand(Subscriber.<String>named("a").asyncHandler(visit -> answer(visit.key())));
        stand.train("answered");
        long began = rail.pendings().iterator().next().from();
        answer("answered").complete(Verdict.ok());
        // The actor has been told, and is at something else.
        overseer.inspect(began + DEADLINE);
        assertThat(ended).containsExactly("answered Ok");
        assertThat(stand.handle.stuck()).isFalse();
        stand.deliver();
        assertThat(ended).containsExactly("answered Ok");
    }

    @Test
    void an_answer_counts_though_its_subscribers_actor_has_stopped() {
        Stand stand = new Stand(Subscriber.<String>named("a").asyncHandler(visit -> answer(visit.key())));
        stand.train("answered");
        answer("answered").complete(Verdict.ok());
        overseer.bury(stand.handle);
        assertThat(ended).containsExactly("answered Ok");
    }

    /** Its policy refuses for a visit past its deadline, and accepts those that it is too busy for. */
    @Test
    void amends_are_made_only_for_what_was_not_accepted_in_its_place() {
        List<String> calls = new ArrayList<>();
        Stand stand = new Stand(Subscriber.<String>named("a")
                .onFailure((phase, source, reason) -> source == Source.STUCK ? Verdict.ok() : Verdict.veto(reason))
                .handler(visit -> {
                    calls.add(visit.phase().name() + " " + visit.key());
                    if (calls.size() == 2) {
                        // The coordinator takes the train by what it saw just before the first visit was done.
                        rail.trips().forEach(trip -> trip.claim().done(0));
                        overseer.inspect(0);
                        overseer.inspect(DEADLINE);
                    }
                    return Verdict.ok();
                }));
        stand.train("x", "y");
        assertThat(ended).containsExactly("x Refusal", "y Ok");
        assertThat(calls).containsExactly("COMING x", "COMING y", "GOING x");
        assertThat(stand.handle.stuck()).isFalse();
    }

    @Test
    void a_visit_that_has_only_just_begun_is_not_taken_for_the_one_before() {
        Claim claim = new Claim();
        claim.arrive(0);
        assertThat(claim.board(0)).isTrue();
        int seen = claim.done();
        claim.done(1);
        assertThat(claim.takeBoarded(0, seen)).isEqualTo(Claim.LOST);
        assertThat(claim.takeBoarded(0, 1)).isEqualTo(1);
    }

    private static String firstVerdict(Walk<String> walk) {
        return walk.receipt().visits().get(0).verdict().getClass().getSimpleName();
    }

    private CompletableFuture<Verdict> answer(String name) {
        return answers.computeIfAbsent(name, unused -> new CompletableFuture<>());
    }

    /** A chain of one. */
    private final class Stand {
        final SubscriberHandle<String> handle;
        private final BehaviorTestKit<ShellMessage<String>> kit;
        private final Route<SubscriberHandle<String>> route;
        private long walks;

        Stand(Subscriber<String> subscriber) {
            handle = new SubscriberHandle<>(subscriber, "chain", DEADLINE);
            Membership<SubscriberHandle<String>> membership = new Membership<>();
            membership.admit(new Candidate<>(subscriber.id(), Position.DEFAULT, false, handle));
            route = membership.route();
            kit = BehaviorTestKit.create(SubscriberShell.create(handle, rail, farewell -> {}));
            handle.shell(kit.getRef());
        }

        void train(String... keys) {
            send(keys);
            deliver();
        }

        void send(String... keys) {
            List<Walk<String>> train = new ArrayList<>();
            for (String key : keys) {
                train.add(new Walk<>(
                        new Published<>(++walks, key, key, COMING, Cause.FORWARD, receipt -> {}),
                        "chain",
                        Places.all(route)));
            }
            rail.depart(route, Train.departing(route, Direction.DESCENDING, train));
        }

        void leave() {
            kit.run(new SubscriberShell.Signal.Leave<>());
        }

        boolean stopped() {
            return !kit.isAlive();
        }

        void deliver() {
            while (kit.selfInbox().hasMessages()) {
                kit.run(kit.selfInbox().receiveMessage());
            }
        }
    }
}
