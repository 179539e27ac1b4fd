package io.chainbus.bench.scale;

import io.chainbus.Chain;
import io.chainbus.ChainSpec;
import io.chainbus.Chainbus;
import io.chainbus.bench.candidate.Actors;
import io.chainbus.coordinator.ChainProtocol;
import io.chainbus.coordinator.CloseMode;
import io.chainbus.event.ModulePhase;
import io.chainbus.subscriber.Handler;
import io.chainbus.subscriber.Subscriber;
import io.chainbus.verdict.Verdict;
import io.chainbus.walk.Receipt;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/**
 * A chain whose subscribers count what they are given. What a user would bring along (ids, handlers, keys) is made here
 * before anything is measured, so that it does not count as Chainbus's.
 */
final class Fixture {

    /** So many events, or changes, are on their way at once. */
    private static final int WINDOW = 1024;
    /** Counters stand on cache lines of their own. */
    private static final int STRIDE = 8;

    private static final AtomicLong NAMES = new AtomicLong();

    private final Chain<String> chain;
    private final long[] counts;
    private final List<String> ids;
    private final List<Handler<String>> handlers;
    private long events;

    Fixture(Actors actors, int subscribers) {
        this.chain = open(actors);
        this.counts = new long[subscribers * STRIDE];
        this.ids = IntStream.range(0, subscribers)
                .mapToObj(index -> "subscriber-" + index)
                .toList();
        this.handlers = IntStream.range(0, subscribers).mapToObj(this::handler).toList();
    }

    static Chain<String> open(Actors actors) {
        return Chainbus.get(actors.system()).chain(ChainSpec.named("scale-" + NAMES.incrementAndGet(), String.class));
    }

    static List<String> keys(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(index -> prefix + index).toList();
    }

    private Handler<String> handler(int index) {
        return visit -> {
            counts[index * STRIDE]++;
            return Verdict.ok();
        };
    }

    /** Registers all subscribers, without waiting for one before the next is asked for. */
    void register() {
        await(IntStream.range(0, ids.size()).mapToObj(this::join).toList());
    }

    CompletableFuture<ChainProtocol.Registered> join(int index) {
        return chain.register(Subscriber.<String>named(ids.get(index)).handler(handlers.get(index)))
                .thenApply(ChainProtocol.RegisterReply::orThrow)
                .toCompletableFuture();
    }

    CompletableFuture<?> leave(int index) {
        return chain.unregister(ids.get(index)).toCompletableFuture();
    }

    /** Publishes an event for each key, a window at a time. */
    void publish(ModulePhase phase, List<String> keys) {
        Deque<CompletableFuture<Receipt<String>>> underWay = new ArrayDeque<>();
        for (String key : keys) {
            if (underWay.size() == WINDOW) {
                settle(underWay.remove());
            }
            underWay.add(chain.publish(phase, key).toCompletableFuture());
        }
        underWay.forEach(Fixture::settle);
        events += keys.size();
    }

    private static void settle(CompletableFuture<Receipt<String>> answer) {
        Receipt<String> receipt = answer.join();
        if (!receipt.success()) {
            throw new IllegalStateException("an event came to another end than success: " + receipt);
        }
    }

    static void await(List<? extends CompletableFuture<?>> answers) {
        answers.forEach(CompletableFuture::join);
    }

    /**
     * Looks whether each of the first so many subscribers, who were there all the time, has had every event once.
     *
     * @throws IllegalStateException if not: then nothing that was measured counts
     */
    void check(int subscribers) {
        List<Integer> wrong = new ArrayList<>();
        for (int index = 0; index < subscribers; index++) {
            if (counts[index * STRIDE] != events) {
                wrong.add(index);
            }
        }
        if (!wrong.isEmpty()) {
            throw new IllegalStateException("%d subscribers have not had each of %d events once, first subscriber %d"
                    .formatted(wrong.size(), events, wrong.get(0)));
        }
    }

    /** Closes the chain; what is up stays up. */
    void close() {
        chain.close(CloseMode.DRAIN).toCompletableFuture().join();
    }
}
