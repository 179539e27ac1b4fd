package io.chainbus.bench.scale;

import io.chainbus.bench.candidate.Actors;
import io.chainbus.bench.scale.Growth.Column;
import io.chainbus.event.ModulePhase;
import io.chainbus.report.Quantity;
import java.util.List;

/** That are up at once, held by eight subscribers. */
final class Keys implements Growing {

    static final String BYTES = "bytesEach";

    private static final int SUBSCRIBERS = 8;
    private static final int OTHERS = 1024;

    @Override
    public String title() {
        return "Keys that are up, over " + SUBSCRIBERS + " subscribers";
    }

    @Override
    public String along() {
        return "keys up";
    }

    @Override
    public List<Column> columns() {
        return List.of(
                new Column("upPerSecond", "come up a second", Quantity.NUMBER),
                new Column(BYTES, "memory each", Quantity.BYTES),
                new Column("deliveriesPerSecond", "deliveries a second for others", Quantity.NUMBER),
                new Column("downPerSecond", "go down a second", Quantity.NUMBER));
    }

    @Override
    public List<Double> measure(Actors actors, int size, long nanos) {
        Fixture chain = new Fixture(actors, SUBSCRIBERS);
        List<String> keys = Fixture.keys("key-", size);
        List<String> others = Fixture.keys("other-", OTHERS);
        chain.register();
        Runnable othersUpAndDown = () -> {
            chain.publish(ModulePhase.COMING, others);
            chain.publish(ModulePhase.GOING, others);
        };
        othersUpAndDown.run();
        long before = Heap.used();
        double up = Stopwatch.nanos(() -> chain.publish(ModulePhase.COMING, keys));
        double bytes = Heap.each(size, before);
        double deliveries = Stopwatch.perSecond(2.0 * OTHERS * SUBSCRIBERS, nanos, othersUpAndDown);
        double down = Stopwatch.nanos(() -> chain.publish(ModulePhase.GOING, keys));
        chain.check(SUBSCRIBERS);
        chain.close();
        return List.of(size * 1e9 / up, bytes, deliveries, size * 1e9 / down);
    }
}
