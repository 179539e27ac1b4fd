package io.chainbus.load.drive;

import io.chainbus.Chain;
import io.chainbus.load.plan.LoadPlan;
import io.chainbus.load.plan.Mix;
import io.chainbus.load.plan.Rotation;
import io.chainbus.walk.Outcome;
import io.chainbus.walk.Receipt;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A publisher's way to the bus and back: publishes its events, and takes their receipts, on whichever thread they come.
 *
 * <p>What the publisher's own thread writes and what the receipts' threads write is apart: neither waits for the other's
 * cache lines, except where a publisher has no room and has to look for some.
 */
final class Lane implements BiConsumer<Receipt<Event>, Throwable> {

    private static final int CACHE_LINE = 8; // longs
    /** Where the publisher keeps how many it has published. */
    private static final int PUBLISHED = 2 * CACHE_LINE;
    /** Where the publisher keeps how many answers it has seen; there may be more. */
    private static final int SEEN = PUBLISHED + 1;

    private static final int LOOKS = 100;
    private static final long NAP_NANOS = 1_000_000;

    private final Chain<Event> chain;
    private final Meter meter;
    private final Source source;
    private final long measuredFrom;
    private final Count publishedInWarmUp = new Count();
    private final Count publishedMeasured = new Count();
    private final LongAdder answered = new LongAdder();
    private final LongAdder failed = new LongAdder();
    /** The publisher's thread while it sleeps for want of room. */
    private final AtomicReference<@Nullable Thread> asleep = new AtomicReference<>();

    /** The publisher's own, on cache lines that nobody else reads. */
    private final long[] own = new long[4 * CACHE_LINE];

    /** @param measuredFrom when the warm-up is over */
    Lane(Chain<Event> chain, Meter meter, Source source, long measuredFrom) {
        this.chain = chain;
        this.meter = meter;
        this.source = source;
        this.measuredFrom = measuredFrom;
    }

    /** Which event is next. Single-threaded. */
    static final class Source {
        private final Rotation rotation;
        private final String[] keys;
        private final double vetoes;
        private final int subscribers;
        private final SplittableRandom random;

        /** Of one publisher's keys. */
        Source(LoadPlan plan, int publisher) {
            rotation = new Rotation(plan.mix(), plan.keysOf(publisher));
            keys = new String[plan.keysOf(publisher)];
            for (int key = 0; key < keys.length; key++) {
                keys[key] = "p" + publisher + "-" + key;
            }
            vetoes = plan.vetoes();
            subscribers = plan.subscribers();
            random = plan.random("vetoes", publisher);
        }

        Event next(long intended) {
            rotation.advance();
            Mix.Step step = rotation.step();
            return new Event(keys[rotation.key()], step, vetoer(step), intended);
        }

        private int vetoer(Mix.Step step) {
            return step == Mix.Step.ACQUIRE && vetoes > 0 && random.nextDouble() < vetoes
                    ? random.nextInt(subscribers)
                    : Event.NOBODY;
        }
    }

    /** Publishes the next event. */
    void publish(long intended) {
        Event event = source.next(intended);
        (warmUp(event) ? publishedInWarmUp : publishedMeasured).increment();
        own[PUBLISHED]++;
        chain.publish(event.step().phase(), event).whenComplete(this);
    }

    /** A receipt, or why there is none. */
    @Override
    public void accept(@Nullable Receipt<Event> receipt, @Nullable Throwable failure) {
        if (receipt == null) {
            failed.increment();
        } else {
            put(receipt, System.nanoTime());
        }
        answered.increment();
        // After that: whoever falls asleep says so before it looks whether there is room.
        Thread sleeper = asleep.get();
        if (sleeper != null && asleep.compareAndSet(sleeper, null)) {
            LockSupport.unpark(sleeper);
        }
    }

    private void put(Receipt<Event> receipt, long now) {
        Event event = receipt.payload();
        Outcome outcome = receipt.outcome();
        if (outcome instanceof Outcome.Refused) {
            meter.putRefused(warmUp(event));
        } else {
            meter.putEnded(
                    event.step(),
                    warmUp(event),
                    now - event.intended(),
                    receipt.visitCount(),
                    outcome instanceof Outcome.Vetoed);
        }
    }

    private boolean warmUp(Event event) {
        return event.intended() - measuredFrom < 0;
    }

    /** Whether fewer than so many are in flight; asked by the publisher, who need not know of the latest answers. */
    boolean hasRoom(int window) {
        if (own[PUBLISHED] - own[SEEN] < window) {
            return true;
        }
        own[SEEN] = answered.sum();
        return own[PUBLISHED] - own[SEEN] < window;
    }

    /** Waits until there may be room: looks for it for a while, and sleeps then until an answer comes. */
    @SuppressWarnings("ThreadPriorityCheck") // whoever has work is to have the processor; nothing depends on it
    void awaitRoom(int window) {
        for (int look = 0; look < LOOKS; look++) {
            Thread.yield();
            if (hasRoom(window)) {
                return;
            }
        }
        asleep.set(Thread.currentThread());
        if (!hasRoom(window)) {
            // Not for longer: the time may be over, or the window grow.
            LockSupport.parkNanos(this, NAP_NANOS);
        }
        asleep.set(null);
    }

    long published(boolean warmUp) {
        return (warmUp ? publishedInWarmUp : publishedMeasured).get();
    }

    long answered() {
        return answered.sum();
    }

    long failed() {
        return failed.sum();
    }
}
