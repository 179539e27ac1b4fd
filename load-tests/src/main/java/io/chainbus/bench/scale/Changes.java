package io.chainbus.bench.scale;

import io.chainbus.bench.candidate.Actors;
import io.chainbus.bench.scale.Growth.Column;
import io.chainbus.event.ModulePhase;
import io.chainbus.report.Quantity;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Of the membership, a second, while events visit 64 subscribers that stay and some that come and go. */
final class Changes implements Growing {

    private static final int STAYING = 64;
    private static final int COMING_AND_GOING = 16;
    private static final int EVENTS = 1024;

    @Override
    public String title() {
        return "Joins and leaves under load, beside " + STAYING + " subscribers that stay";
    }

    @Override
    public String along() {
        return "changes a second asked for";
    }

    @Override
    public List<Column> columns() {
        return List.of(
                new Column("changesPerSecond", "changes a second", Quantity.NUMBER),
                new Column("deliveriesPerSecond", "deliveries a second to those who stay", Quantity.NUMBER));
    }

    @Override
    public List<Double> measure(Actors actors, int size, long nanos) {
        Fixture chain = new Fixture(actors, STAYING + COMING_AND_GOING);
        List<String> keys = Fixture.keys("key-", EVENTS);
        chain.register();
        AtomicBoolean over = new AtomicBoolean();
        AtomicLong changes = new AtomicLong();
        CompletableFuture<Void> changing =
                CompletableFuture.runAsync(() -> change(chain, size, over, changes), task -> new Thread(task).start());
        long start = System.nanoTime();
        double deliveries = Stopwatch.perSecond(2.0 * EVENTS * STAYING, nanos, () -> {
            chain.publish(ModulePhase.COMING, keys);
            chain.publish(ModulePhase.GOING, keys);
        });
        double seconds = (System.nanoTime() - start) / 1e9;
        double changed = changes.get() / seconds;
        over.set(true);
        changing.join();
        chain.check(STAYING);
        chain.close();
        return List.of(changed, deliveries);
    }

    /** Has one after the other leave and come back, at that rate or as fast as they are acknowledged. */
    private static void change(Fixture chain, int perSecond, AtomicBoolean over, AtomicLong changes) {
        long start = System.nanoTime();
        double nanosBetween = perSecond == 0 ? 0 : 1e9 / perSecond;
        for (long change = 0; perSecond > 0 && !over.get(); change++) {
            long due = start + Math.round(change * nanosBetween);
            for (long left = due - System.nanoTime(); left > 0 && !over.get(); left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            int index = STAYING + (int) (change / 2 % COMING_AND_GOING);
            (change % 2 == 0 ? chain.leave(index) : chain.join(index)).join();
            changes.incrementAndGet();
        }
    }
}
