package io.chainbus.node.fleet;

import io.chainbus.Chain;
import io.chainbus.event.Phase;
import io.chainbus.walk.Receipt;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Publishes for some time so that so many events are always under way, each of a key of its own, and looks at each receipt. */
final class Drive implements Runnable {

    /** After that a receipt is missing. */
    private static final int PATIENCE_SECONDS = 45;

    private final Order.Drive order;
    private final Chain<String> chain;
    private final Phase phase;
    private final Crew crew;
    private final Semaphore room;
    private final AtomicLong ended = new AtomicLong();
    private final AtomicLong wrong = new AtomicLong();
    private final AtomicReference<String> example = new AtomicReference<>("");

    Drive(Order.Drive order, Chain<String> chain, Phase phase, Crew crew) {
        this.order = order;
        this.chain = chain;
        this.phase = phase;
        this.crew = crew;
        this.room = new Semaphore(order.inFlight());
    }

    @Override
    public void run() {
        try {
            crew.say(drive());
        } catch (InterruptedException stopped) {
            crew.say(new Answer.Broken(order.id(), "it was interrupted"));
        } catch (RuntimeException failure) {
            crew.say(new Answer.Broken(order.id(), failure.toString()));
        }
    }

    private Answer drive() throws InterruptedException {
        long began = System.nanoTime();
        long end = began + TimeUnit.SECONDS.toNanos(order.seconds());
        boolean all = true;
        for (long number = 0; all && System.nanoTime() < end; number++) {
            all = room.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (all) {
                publish("key" + number);
            }
        }
        if (!all || !room.tryAcquire(order.inFlight(), PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            return new Answer.Broken(order.id(), "receipts are missing after " + PATIENCE_SECONDS + " s");
        }
        long nanos = System.nanoTime() - began;
        return new Answer.Driven(
                order.id(), ended.get(), nanos, wrong.get(), Objects.requireNonNullElse(example.get(), ""));
    }

    @SuppressWarnings("FutureReturnValueIgnored") // what is to be done is done by then
    private void publish(String key) {
        chain.publish(phase, key).whenComplete((receipt, failure) -> {
            if (failure != null || !receipt.success() || receipt.visitCount() != order.visits()) {
                wrong.incrementAndGet();
                example.compareAndSet("", describe(key, receipt, failure));
            }
            ended.incrementAndGet();
            room.release();
        });
    }

    private static String describe(String key, @Nullable Receipt<String> receipt, @Nullable Throwable failure) {
        return key + ": " + (receipt == null ? failure : receipt.outcome() + ", " + receipt.visits());
    }
}
