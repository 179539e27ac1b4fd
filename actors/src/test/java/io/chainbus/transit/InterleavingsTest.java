package io.chainbus.transit;

import static io.chainbus.event.ModulePhase.COMING;
import static io.chainbus.interleaving.Loose.check;
import static io.chainbus.interleaving.Loose.run;

import io.chainbus.chain.Candidate;
import io.chainbus.chain.Membership;
import io.chainbus.chain.Places;
import io.chainbus.chain.Position;
import io.chainbus.chain.Route;
import io.chainbus.event.Direction;
import io.chainbus.subscriber.Subscriber;
import io.chainbus.verdict.Source;
import io.chainbus.verdict.Verdict;
import io.chainbus.walk.Cause;
import io.chainbus.walk.Publication;
import io.chainbus.walk.Published;
import io.chainbus.walk.Skip;
import io.chainbus.walk.Train;
import io.chainbus.walk.Walk;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jetbrains.lincheck.Lincheck;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a chain's threads share, under every interleaving that a model checker finds within its bound (Lincheck). Each
 * test lets two or three threads loose on it once, and says what must be true whoever was first.
 */
class InterleavingsTest {

    private static final int INVOCATIONS = 1000;
    /** Where there are few ways for two threads to meet. */
    private static final int FEW_INVOCATIONS = 200;

    private static final int PLACE = 3;
    private static final int WALKS = 2;

    /**
     * The subscriber boards, visits and settles while the coordinator takes over. Whoever is first: each visit counts
     * once, as the subscriber's or as the coordinator's, and the subscriber knows which of its own are void.
     */
    @Test
    void each_visit_of_a_stop_has_one_verdict_that_counts() {
        Lincheck.runConcurrentTest(INVOCATIONS, () -> {
            Claim claim = new Claim();
            claim.arrive(PLACE);
            int[] answers = new int[WALKS];
            int[] ran = {0};
            int[] void_ = {0};
            boolean[] settled = {false};
            boolean[] tookWaiting = {false};
            int[] cut = {Claim.LOST};
            int[] seen = {0};
            Thread subscriber = new Thread(() -> {
                if (claim.board(PLACE)) {
                    while (ran[0] < WALKS && claim.aboard()) {
                        answers[ran[0]] = 1;
                        ran[0]++;
                        claim.done(ran[0]);
                    }
                    settled[0] = claim.settle(PLACE, 0);
                    void_[0] = settled[0] ? 0 : ran[0] - claim.cut();
                }
            });
            Thread coordinator = new Thread(() -> {
                tookWaiting[0] = claim.takeWaiting(PLACE);
                if (!tookWaiting[0]) {
                    cut[0] = claim.takeBoarded(PLACE, claim.done());
                    for (int visit = 0; visit < cut[0]; visit++) {
                        seen[0] += answers[visit];
                    }
                }
            });
            run(subscriber, coordinator);
            boolean tookBoarded = cut[0] != Claim.LOST;
            check((settled[0] ? 1 : 0) + (tookWaiting[0] ? 1 : 0) + (tookBoarded ? 1 : 0) <= 1, "one has the stop");
            check(!tookWaiting[0] || ran[0] == 0, "who did not board did not visit");
            check(!settled[0] || ran[0] == WALKS, "a settled stop is complete");
            if (tookBoarded) {
                check(seen[0] == cut[0], "the visits before the cut are there with their answers");
                check(void_[0] == ran[0] - cut[0] && void_[0] >= 0, "the subscriber knows what is void");
            } else if (!tookWaiting[0]) {
                check(settled[0] || claim.boardedAt() == PLACE || ran[0] == WALKS, "nobody took it: it is settled");
            }
        });
    }

    /** A stop that is settled piece by piece can be taken between the pieces, and never within a settling. */
    @Test
    void a_train_is_not_taken_while_its_stop_is_settled() {
        Lincheck.runConcurrentTest(INVOCATIONS, () -> {
            Claim claim = new Claim();
            claim.arrive(PLACE);
            check(claim.board(PLACE), "nobody else is there");
            int[] owners = {0};
            boolean[] disturbed = {false};
            int[] cut = {Claim.LOST};
            int[] settledBefore = {0};
            Thread subscriber = new Thread(() -> {
                claim.done(1);
                if (claim.settle(PLACE, 0)) {
                    owners[0]++;
                    settledBefore[0] = 1;
                    disturbed[0] = owners[0] != 1;
                    owners[0]--;
                    claim.resume(PLACE, 1);
                }
            });
            Thread coordinator = new Thread(() -> {
                cut[0] = claim.takeBoarded(PLACE, claim.done());
                if (cut[0] != Claim.LOST) {
                    owners[0]++;
                    disturbed[0] |= owners[0] != 1;
                    check(cut[0] - settledBefore[0] >= 0, "what was settled before is not counted again");
                    owners[0]--;
                }
            });
            run(subscriber, coordinator);
            check(!disturbed[0], "one at a time");
        });
    }

    /** Whoever passes a train on and whoever sees the subscriber die: one of them moves the train, and only one. */
    @Test
    void no_train_waits_for_somebody_who_will_not_come() {
        SubscriberHandle<String> template = handle();
        Lincheck.runConcurrentTest(INVOCATIONS, () -> {
            SubscriberHandle<String> handle = new SubscriberHandle<>(template.subscriber(), "chain", 1);
            Claim claim = new Claim();
            AtomicInteger moved = new AtomicInteger();
            Thread passer = new Thread(() -> {
                claim.arrive(PLACE);
                if (!handle.available(Cause.FORWARD) && claim.takeWaiting(PLACE)) {
                    moved.incrementAndGet();
                }
            });
            Thread coordinator = new Thread(() -> {
                handle.died();
                if (claim.awaits() == PLACE && claim.takeWaiting(PLACE)) {
                    moved.incrementAndGet();
                }
            });
            run(passer, coordinator);
            check(moved.get() == 1, "moved by one of the two");
        });
    }

    /** Whoever comes to one that keeps its place sees it away, and has its policy answer, when it does not take the train. */
    @Test
    void no_train_skips_somebody_whose_place_is_kept() {
        Lincheck.runConcurrentTest(INVOCATIONS, () -> {
            SubscriberHandle<String> handle = durable();
            Claim claim = new Claim();
            AtomicInteger answered = new AtomicInteger();
            Thread passer = new Thread(() -> {
                claim.arrive(PLACE);
                if (!handle.available(Cause.FORWARD) && claim.takeWaiting(PLACE)) {
                    check(handle.standsInFor(Cause.FORWARD) == Source.DEATH, "is answered for");
                    answered.incrementAndGet();
                }
            });
            Thread coordinator = new Thread(() -> {
                handle.died();
                if (claim.awaits() == PLACE && claim.takeWaiting(PLACE)) {
                    check(handle.standsInFor(Cause.FORWARD) == Source.DEATH, "is answered for");
                    answered.incrementAndGet();
                }
            });
            run(passer, coordinator);
            check(answered.get() == 1 && handle.away(), "answered for by one of the two");
        });
    }

    /** A leave for good is accepted while the actor stops: the place is not kept, whichever comes first. */
    @Test
    void who_leaves_for_good_keeps_no_place() {
        Lincheck.runConcurrentTest(INVOCATIONS, () -> {
            SubscriberHandle<String> handle = durable();
            Thread shell = new Thread(handle::died);
            Thread coordinator = new Thread(() -> {
                handle.forfeits(Skip.LEFT);
                handle.leaves();
            });
            run(shell, coordinator);
            check(handle.gone() && !handle.away(), "is gone");
            check(handle.standsInFor(Cause.FORWARD) == null, "is skipped");
        });
    }

    private static SubscriberHandle<String> durable() {
        Subscriber<String> subscriber =
                Subscriber.<String>named("durable").durable().handler(visit -> Verdict.ok());
        SubscriberHandle<String> handle = new SubscriberHandle<>(subscriber, "chain", 1);
        handle.enters();
        return handle;
    }

    /** The handler answers while the coordinator gives up: one verdict counts, and the other side knows. */
    @Test
    void a_pending_visit_has_one_verdict() {
        SubscriberHandle<String> handle = handle();
        Trip<String> trip = trip(handle);
        Lincheck.runConcurrentTest(INVOCATIONS, () -> {
            AtomicInteger wakes = new AtomicInteger();
            Inbox<Pending<String>> box = Inbox.forFew(wakes::incrementAndGet);
            Walk<String> walk = trip.train().walk(0);
            Pending<String> pending = new Pending<>(handle, box, trip, walk, walk.visit(), 0, 0);
            boolean[] gaveUp = {false};
            Thread handler = new Thread(() -> pending.accept(Verdict.ok(), null));
            Thread coordinator = new Thread(() -> gaveUp[0] = pending.giveUp());
            run(handler, coordinator);
            check(wakes.get() == 1 && box.poll() == pending, "the answer is in the box, late or not");
            check(pending.use() != gaveUp[0], "used or given up");
            check(pending.givenUp() == gaveUp[0], "and it is known which");
            check(pending.answer().verdict() == Verdict.ok(), "the late answer is still there");
        });
    }

    /** The coordinator finds a stop standing still that is being settled: whoever looks then does not see it stuck. */
    @Test
    void who_has_settled_its_stop_in_time_is_not_taken_for_stuck() {
        SubscriberHandle<String> handle = handle();
        Trip<String> like = trip(handle);
        Lincheck.runConcurrentTest(FEW_INVOCATIONS, () -> {
            Trip<String> trip = new Trip<>(like.route(), like.train(), true, false);
            trip.claim().arrive(0);
            check(trip.claim().board(0), "nobody else is there");
            boolean[] available = {true};
            int[] cut = {Claim.LOST};
            Thread subscriber = new Thread(() -> {
                if (trip.claim().settle(0, 0)) {
                    available[0] = handle.available(Cause.FORWARD);
                }
            });
            Thread coordinator = new Thread(() -> cut[0] = trip.takeOver(0, 0));
            run(subscriber, coordinator);
            check(available[0], "nothing of it is past its deadline");
            check(recovered(handle) == (cut[0] != Claim.LOST), "stuck if it is");
        });
    }

    /** The same with an answer that is there. */
    @Test
    void who_has_answered_in_time_is_not_taken_for_stuck() {
        SubscriberHandle<String> handle = handle();
        Trip<String> trip = trip(handle);
        Walk<String> walk = trip.train().walk(0);
        Lincheck.runConcurrentTest(FEW_INVOCATIONS, () -> {
            Inbox<Pending<String>> box = Inbox.forFew(() -> {});
            Pending<String> pending = new Pending<>(handle, box, trip, walk, walk.visit(), 0, 0);
            boolean[] available = {true};
            boolean[] late = {false};
            Thread handler = new Thread(() -> {
                pending.accept(Verdict.ok(), null);
                if (pending.use()) {
                    available[0] = handle.available(Cause.FORWARD);
                }
            });
            Thread coordinator = new Thread(() -> late[0] = pending.overrun());
            run(handler, coordinator);
            check(available[0], "nothing of it is past its deadline");
            check(recovered(handle) == late[0], "stuck if it is");
        });
    }

    /** Nothing that is put into an inbox stays there without a wake-up for it. */
    @ParameterizedTest
    @MethodSource("inboxes")
    void an_inbox_loses_no_wake_up(Function<Runnable, Inbox<Integer>> inboxes) {
        Lincheck.runConcurrentTest(INVOCATIONS, () -> {
            AtomicInteger wakes = new AtomicInteger();
            AtomicInteger polled = new AtomicInteger();
            Inbox<Integer> inbox = inboxes.apply(wakes::incrementAndGet);
            Runnable consume = () -> {
                inbox.open();
                while (inbox.poll() != null) {
                    polled.incrementAndGet();
                }
            };
            inbox.put(0);
            Thread first = new Thread(() -> inbox.put(1));
            Thread second = new Thread(() -> inbox.put(2));
            Thread consumer = new Thread(consume);
            run(first, second, consumer);
            if (wakes.get() > 1) {
                consume.run();
            }
            check(polled.get() == 3, "every element was polled by those who were woken");
        });
    }

    /** What is put into an inbox that closes is handed to the closer or given back, and not both. */
    @ParameterizedTest
    @MethodSource("inboxes")
    void an_inbox_that_closes_gives_everything_back(Function<Runnable, Inbox<Integer>> inboxes) {
        Lincheck.runConcurrentTest(INVOCATIONS, () -> {
            Inbox<Integer> inbox = inboxes.apply(() -> {});
            AtomicInteger back = new AtomicInteger();
            AtomicInteger handed = new AtomicInteger();
            Runnable put = () -> {
                if (!inbox.put(1)) {
                    back.incrementAndGet();
                }
            };
            Thread first = new Thread(put);
            Thread second = new Thread(put);
            Thread closer = new Thread(() -> inbox.close(element -> handed.incrementAndGet()));
            run(first, second, closer);
            check(back.get() + handed.get() == 2, "each element has one fate");
        });
    }

    static Stream<Function<Runnable, Inbox<Integer>>> inboxes() {
        return Stream.of(Inbox::forMany, Inbox::forFew);
    }

    /** Whether it was stuck; it is not any more. */
    private static boolean recovered(SubscriberHandle<String> handle) {
        boolean stuck = handle.stuck();
        if (stuck) {
            handle.recovered();
        }
        return stuck;
    }

    /** Lets the threads loose and waits for them; what one of them throws is thrown here. */
    private static SubscriberHandle<String> handle() {
        return new SubscriberHandle<>(Subscriber.<String>named("a").handler(visit -> Verdict.ok()), "chain", 1);
    }

    private static Trip<String> trip(SubscriberHandle<String> handle) {
        Membership<SubscriberHandle<String>> membership = new Membership<>();
        membership.admit(new Candidate<>("a", Position.DEFAULT, false, handle));
        Route<SubscriberHandle<String>> route = membership.route();
        List<Walk<String>> walks = new ArrayList<>();
        Publication<String> publication = new Published<>(1, "key", "payload", COMING, Cause.FORWARD, receipt -> {});
        walks.add(new Walk<>(publication, "chain", Places.all(route)));
        Trip<String> trip = new Trip<>(route, Train.departing(route, Direction.DESCENDING, walks), true, false);
        check(trip.train().size() == 1, "all aboard");
        return trip;
    }
}
