package io.chainbus.load.drive;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * A count that one thread at a time adds to and any thread reads. It stands alone on its cache lines, so that those who
 * count beside it do not slow it down.
 */
final class Count {

    private static final int HERE = 16;

    private final AtomicLongArray cells = new AtomicLongArray(2 * HERE);

    /** One more. Who adds next has to know of it in another way: this is no atomic increment. */
    void increment() {
        cells.setRelease(HERE, cells.getPlain(HERE) + 1);
    }

    long get() {
        return cells.getAcquire(HERE);
    }
}
