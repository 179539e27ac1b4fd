package io.chainbus.bench.scale;

import io.chainbus.Chain;
import io.chainbus.bench.candidate.Actors;
import io.chainbus.bench.scale.Growth.Column;
import io.chainbus.coordinator.CloseMode;
import io.chainbus.event.ModulePhase;
import io.chainbus.report.Quantity;
import io.chainbus.subscriber.Subscriber;
import io.chainbus.verdict.Verdict;
import io.chainbus.walk.Receipt;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/** In one actor system, with one subscriber each. */
final class Chains implements Growing {

    private static final Subscriber<String> SUBSCRIBER =
            Subscriber.<String>named("subscriber").handler(visit -> Verdict.ok());

    @Override
    public String title() {
        return "Chains of an actor system, with one subscriber each";
    }

    @Override
    public String along() {
        return "chains";
    }

    @Override
    public List<Column> columns() {
        return List.of(
                new Column("openNanos", "all opened in", Quantity.DURATION),
                new Column("bytesEach", "memory each, empty", Quantity.BYTES),
                new Column("bytesWithSubscriber", "memory each, with a subscriber", Quantity.BYTES),
                new Column("deliveriesPerSecond", "deliveries a second, on all in turn", Quantity.NUMBER));
    }

    @Override
    public List<Double> measure(Actors actors, int size, long nanos) {
        long before = Heap.used();
        List<Chain<String>> chains = new ArrayList<>(size);
        double opened = Stopwatch.nanos(() -> {
            for (int i = 0; i < size; i++) {
                chains.add(Fixture.open(actors));
            }
            // Started is who answers.
            Fixture.await(chains.stream()
                    .map(chain -> chain.view().toCompletableFuture())
                    .toList());
        });
        double empty = Heap.each(size, before);
        Fixture.await(chains.stream()
                .map(chain -> chain.register(SUBSCRIBER).toCompletableFuture())
                .toList());
        double withSubscriber = Heap.each(size, before);
        AtomicLong key = new AtomicLong();
        double deliveries = Stopwatch.perSecond(size, nanos, () -> onAll(chains, "key-" + key.incrementAndGet()));
        Fixture.await(chains.stream()
                .map(chain -> chain.close(CloseMode.TAKE_DOWN).toCompletableFuture())
                .toList());
        return List.of(opened, empty, withSubscriber, deliveries);
    }

    private static void onAll(List<Chain<String>> chains, String key) {
        List<CompletableFuture<Receipt<String>>> receipts = chains.stream()
                .map(chain -> chain.publish(ModulePhase.LIVE, key).toCompletableFuture())
                .toList();
        for (CompletableFuture<Receipt<String>> receipt : receipts) {
            if (receipt.join().visits().size() != 1) {
                throw new IllegalStateException("an event did not visit the one subscriber: " + receipt.join());
            }
        }
    }
}
