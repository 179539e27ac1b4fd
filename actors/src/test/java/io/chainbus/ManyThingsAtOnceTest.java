package io.chainbus;

import static io.chainbus.Waiting.await;
import static io.chainbus.coordinator.LeaveMode.AT_ONCE;
import static io.chainbus.coordinator.LeaveMode.FOR_A_WHILE;
import static io.chainbus.coordinator.LeaveMode.TEARDOWN;
import static io.chainbus.event.ModulePhase.COMING;
import static io.chainbus.event.ModulePhase.GOING;
import static io.chainbus.event.ModulePhase.LIVE;
import static io.chainbus.event.ModulePhase.UNFORMED;
import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.Behaviors;
import com.typesafe.config.ConfigFactory;
import io.chainbus.dispatch.Holding;
import io.chainbus.event.Direction;
import io.chainbus.event.Phase;
import io.chainbus.history.HistoryReader;
import io.chainbus.history.check.CheckReport;
import io.chainbus.history.check.HistoryChecker;
import io.chainbus.recording.HistoryFile;
import io.chainbus.subscriber.FailurePolicy;
import io.chainbus.subscriber.Subscriber;
import io.chainbus.subscriber.VisitRequest;
import io.chainbus.verdict.Verdict;
import io.chainbus.walk.Receipt;
import io.chainbus.walk.Visit;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Publishers on several threads, subscribers of every kind, some that join and leave meanwhile, veto, throw, hang,
 * answer late or die: what was recorded of it keeps P1 to P8, and every publish has its receipt.
 */
class ManyThingsAtOnceTest {

    private static final int PUBLISHERS = 3;
    private static final int ROUNDS = 60;
    private static final int KEYS = 12;

    private static final Phase ABORT = Phase.release("ABORT", Direction.ASCENDING);
    private static final Phase POST = Phase.release("POST", Direction.DESCENDING);
    private static final Phase PRE = Phase.acquire("PRE", Direction.DESCENDING, ABORT);

    private final Executor elsewhere = ForkJoinPool.commonPool();

    @ParameterizedTest
    @MethodSource("seeds")
    void what_was_recorded_keeps_the_promises(long seed) throws IOException {
        ByteArrayOutputStream recorded = new ByteArrayOutputStream();
        List<CompletionStage<Receipt<String>>> receipts = new ArrayList<>();
        try (HistoryFile history = HistoryFile.to(recorded, "here")) {
            ActorTestKit kit = ActorTestKit.create(
                    ConfigFactory.parseString("chainbus { rejoin-window = 30 ms, rejoin-patience = 20 ms }")
                            .withFallback(ConfigFactory.load()));
            try {
                live(seed, kit, history, receipts);
            } finally {
                // Before the history ends: what those who leave just now come to stands in it.
                kit.shutdownTestKit();
            }
        }
        CheckReport report = HistoryChecker.check(
                new HistoryReader(new ByteArrayInputStream(recorded.toByteArray()), "seed " + seed));
        if (report.violationCount() > 0) {
            Files.write(Path.of("target", "history-" + seed + ".jsonl"), recorded.toByteArray());
        }
        assertThat(report.shown()).as("seed %d", seed).isEmpty();
        assertThat(report.violationCount()).as("seed %d", seed).isZero();
        assertThat(report.figures().open()).as("seed %d", seed).isZero();
        assertThat(receipts).hasSize(PUBLISHERS * ROUNDS * 7);
    }

    /** What happens in a run; {@code receipts} receives the publishers' own, when they have all been given. */
    private void live(
            long seed, ActorTestKit kit, HistoryFile history, List<CompletionStage<Receipt<String>>> receipts) {
        Queue<CompletionStage<?>> fromInside = new ConcurrentLinkedQueue<>();
        SplittableRandom random = new SplittableRandom(seed);
        List<Busy> busy = List.of(
                new Busy(
                        Chainbus.get(kit.system())
                                .chain(ChainSpec.named("busy", String.class).history(history.recorder("busy"))),
                        List.of(UNFORMED, COMING, LIVE, GOING),
                        fromInside),
                new Busy(
                        Chainbus.get(kit.system())
                                .chain(ChainSpec.named("rates", String.class)
                                        .phases(PRE, POST, ABORT, LIVE)
                                        .holding(random.nextBoolean() ? Holding.CURRENT : Holding.ACCEPTED)
                                        .history(history.recorder("rates"))),
                        List.of(PRE, LIVE, random.nextBoolean() ? POST : ABORT),
                        fromInside));
        List<CompletableFuture<List<CompletionStage<Receipt<String>>>>> publishers = new ArrayList<>();
        for (Busy one : busy) {
            for (int id = 0; id < 8; id++) {
                await(one.chain().register(subscriber(kit, one, "s" + id, random.split())));
            }
            for (int publisher = 0; publisher < PUBLISHERS; publisher++) {
                SplittableRandom own = random.split();
                publishers.add(CompletableFuture.supplyAsync(() -> publish(one, own), elsewhere));
            }
        }
        busy.forEach(one -> comeAndGo(kit, one, random.split()));
        publishers.forEach(publisher -> receipts.addAll(await(publisher)));
        receipts.forEach(Waiting::await);
        for (CompletionStage<?> next = fromInside.poll(); next != null; next = fromInside.poll()) {
            await(next);
        }
    }

    /** Six, or as many as {@code -Dchainbus.runs} says, or the one of {@code -Dchainbus.seed}. */
    static LongStream seeds() {
        Long seed = Long.getLong("chainbus.seed");
        return seed == null ? LongStream.rangeClosed(1, Long.getLong("chainbus.runs", 6)) : LongStream.of(seed);
    }

    /** One of the chains of a run. */
    private record Busy(Chain<String> chain, List<Phase> phases, Queue<CompletionStage<?>> fromInside) {

        /** From inside a handler: publishes, or takes somebody off, without waiting for it. */
        void meddle(SplittableRandom random, Visit<String> visit) {
            int draw;
            int other;
            synchronized (random) {
                draw = random.nextInt(400);
                other = random.nextInt(10);
            }
            if (visit.key().startsWith("inner")) {
                return;
            }
            if (draw < 8) {
                phases.forEach(phase -> fromInside.add(chain.publish(phase, "inner" + other)));
            } else if (draw == 8) {
                fromInside.add(chain.unregister("s" + other, other % 2 == 0 ? TEARDOWN : AT_ONCE));
            }
        }
    }

    private static List<CompletionStage<Receipt<String>>> publish(Busy busy, SplittableRandom random) {
        List<CompletionStage<Receipt<String>>> receipts = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            String key = "k" + random.nextInt(KEYS);
            for (Phase phase : busy.phases()) {
                receipts.add(busy.chain().publish(phase, key));
            }
        }
        return receipts;
    }

    private void comeAndGo(ActorTestKit kit, Busy busy, SplittableRandom random) {
        for (int round = 0; round < 20; round++) {
            String id = "s" + random.nextInt(10);
            if (random.nextInt(3) == 0) {
                Subscriber<String> comesBack = subscriber(kit, busy, id, random.split());
                await(busy.chain().register(comesBack));
                await(busy.chain().unregister(id, FOR_A_WHILE));
                await(busy.chain().register(comesBack));
            } else if (random.nextBoolean()) {
                await(busy.chain().unregister(id, random.nextBoolean() ? TEARDOWN : AT_ONCE));
            } else {
                await(busy.chain().register(subscriber(kit, busy, id, random.split())));
            }
        }
    }

    private Subscriber<String> subscriber(ActorTestKit kit, Busy busy, String id, SplittableRandom random) {
        Subscriber.Builder<String> builder = Subscriber.<String>named(id)
                .priority(random.nextInt(4))
                .deadline(Duration.ofMillis(5 + random.nextInt(20)));
        if (random.nextInt(3) == 0) {
            builder = builder.after("s" + random.nextInt(8));
        }
        if (random.nextInt(6) == 0) {
            builder = builder.observer();
        }
        if (random.nextInt(2) == 0) {
            builder = builder.replay();
        }
        if (random.nextInt(2) == 0) {
            builder = builder.durable();
        }
        switch (random.nextInt(12)) {
            case 0 -> builder = builder.first();
            case 1 -> builder = builder.last();
            case 2 -> builder = builder.onFailure(FailurePolicy.ignore());
            default -> {}
        }
        return switch (random.nextInt(5)) {
            case 0 -> builder.asyncHandler(visit -> CompletableFuture.supplyAsync(() -> verdict(random), elsewhere));
            case 1 -> {
                CompletableFuture<Verdict> never = new CompletableFuture<>();
                yield builder.asyncHandler(
                        visit -> random.nextInt(200) == 0 ? never : CompletableFuture.completedFuture(verdict(random)));
            }
            case 2 -> {
                ActorRef<VisitRequest<String>> actor = kit.spawn(Behaviors.receiveMessage(request -> {
                    if (random.nextInt(150) == 0) {
                        return Behaviors.stopped();
                    }
                    try {
                        request.answer(verdict(random));
                    } catch (IllegalStateException e) {
                        request.fail(e);
                    }
                    return Behaviors.same();
                }));
                yield builder.actor(actor);
            }
            case 3 -> {
                CountDownLatch never = new CountDownLatch(1);
                yield builder.blocking().handler(visit -> {
                    // Past any deadline, and back again.
                    if (random.nextInt(150) == 0) {
                        assertThat(never.await(20 + random.nextInt(40), TimeUnit.MILLISECONDS))
                                .isFalse();
                    }
                    busy.meddle(random, visit);
                    return verdict(random);
                });
            }
            default ->
                builder.handler(visit -> {
                    busy.meddle(random, visit);
                    return verdict(random);
                });
        };
    }

    /** Handlers of one subscriber may answer on several threads: one at a time draws. */
    private static Verdict verdict(SplittableRandom random) {
        synchronized (random) {
            int draw = random.nextInt(100);
            if (draw < 2) {
                return Verdict.veto("no");
            }
            if (draw < 4) {
                return Verdict.stop();
            }
            if (draw < 6) {
                throw new IllegalStateException("broken");
            }
            return draw < 30 ? Verdict.done() : Verdict.ok();
        }
    }

    @Test
    void the_checker_of_this_test_can_find_something() {
        // A history in which the second subscriber is visited before the first.
        String history = String.join(
                "\n",
                line(
                        1,
                        "\"type\":\"chain\",\"membership\":\"accepted\",\"phases\":{\"LIVE\":{\"role\":\"notify\","
                                + "\"direction\":\"DESCENDING\"}}"),
                line(2, "\"type\":\"registered\",\"subscriber\":\"a\",\"priority\":1,\"version\":1"),
                line(3, "\"type\":\"registered\",\"subscriber\":\"b\",\"priority\":0,\"version\":2"),
                line(
                        4,
                        "\"type\":\"published\",\"walk\":1,\"key\":\"k\",\"phase\":\"LIVE\","
                                + "\"direction\":\"DESCENDING\",\"cause\":\"publish\""),
                line(5, "\"type\":\"started\",\"walk\":1,\"version\":2"),
                line(6, visit(0, "b")),
                line(7, visit(1, "a")),
                line(8, "\"type\":\"ended\",\"walk\":1,\"outcome\":\"completed\""),
                "");
        CheckReport report = HistoryChecker.check(new HistoryReader(
                new ByteArrayInputStream(history.getBytes(java.nio.charset.StandardCharsets.UTF_8)), "wrong"));
        assertThat(report.violationCount()).isPositive();
    }

    private static String line(int clock, String rest) {
        return "{\"at\":" + clock * 10 + ",\"node\":\"n\",\"clock\":" + clock + ",\"chain\":\"c\"," + rest + "}";
    }

    private static String visit(int step, String subscriber) {
        return "\"type\":\"visited\",\"walk\":1,\"step\":" + step + ",\"subscriber\":\"" + subscriber
                + "\",\"phase\":\"LIVE\",\"verdict\":\"ok\",\"source\":\"handler\",\"from\":" + (50 + 2 * step)
                + ",\"to\":" + (51 + 2 * step);
    }
}
