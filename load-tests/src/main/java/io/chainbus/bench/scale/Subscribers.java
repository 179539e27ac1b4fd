package io.chainbus.bench.scale;

import io.chainbus.bench.candidate.Actors;
import io.chainbus.bench.scale.Growth.Column;
import io.chainbus.event.ModulePhase;
import io.chainbus.report.Quantity;
import java.util.List;
import java.util.stream.IntStream;

/** Of one chain. */
final class Subscribers implements Growing {

    static final String REGISTER = "registerNanos";
    static final String BYTES = "bytesEach";

    /** So many deliveries are measured at once, at the least of one event. */
    private static final int DELIVERIES = 1_000_000;

    private static final int EVENTS = 1024;
    private static final int CHANGES = 64;

    @Override
    public String title() {
        return "Subscribers of a chain";
    }

    @Override
    public String along() {
        return "subscribers";
    }

    @Override
    public List<Column> columns() {
        return List.of(
                new Column(REGISTER, "all registered in", Quantity.DURATION),
                new Column(BYTES, "memory each", Quantity.BYTES),
                new Column("upNanos", "one event up", Quantity.DURATION),
                new Column("downNanos", "one event down", Quantity.DURATION),
                new Column("deliveriesPerSecond", "deliveries a second", Quantity.NUMBER),
                new Column("changesPerSecond", "joins and leaves a second", Quantity.NUMBER));
    }

    @Override
    public List<Double> measure(Actors actors, int size, long nanos) {
        Fixture chain = new Fixture(actors, size);
        List<String> one = List.of("one");
        List<String> many = Fixture.keys("key-", Math.max(1, Math.min(EVENTS, DELIVERIES / size)));
        long before = Heap.used();
        double registered = Stopwatch.nanos(chain::register);
        double bytes = Heap.each(size, before);
        Runnable manyUpAndDown = () -> {
            chain.publish(ModulePhase.COMING, many);
            chain.publish(ModulePhase.GOING, many);
        };
        manyUpAndDown.run();
        double up = Stopwatch.nanos(() -> chain.publish(ModulePhase.COMING, one));
        double down = Stopwatch.nanos(() -> chain.publish(ModulePhase.GOING, one));
        double deliveries = Stopwatch.perSecond(2.0 * many.size() * size, nanos, manyUpAndDown);
        chain.check(size);
        int changing = Math.min(CHANGES, size);
        double changes = Stopwatch.perSecond(2.0 * changing, nanos, () -> {
            // Spread over the chain; all leave before the first comes back.
            IntStream places = IntStream.range(0, changing).map(i -> (int) ((long) i * size / changing));
            List<Integer> indices = places.boxed().toList();
            Fixture.await(indices.stream().map(chain::leave).toList());
            Fixture.await(indices.stream().map(chain::join).toList());
        });
        chain.close();
        return List.of(registered, bytes, up, down, deliveries, changes);
    }
}
