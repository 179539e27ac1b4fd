package io.chainbus.bench.scale;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** What of the heap is in use when everything has been collected that nobody refers to. */
final class Heap {

    private static final MemoryMXBean MEMORY = ManagementFactory.getMemoryMXBean();
    private static final long CHANGE = 32 * 1024;
    /** Less than that can be anything. */
    private static final long LEAST = 4 * CHANGE;

    private static final int STEADY_LOOKS = 3;
    private static final int MOST_LOOKS = 50;
    private static final long BETWEEN_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private Heap() {}

    /** Collects until nothing changes any more: actors that stop do so on other threads. */
    static long used() {
        long now = collected();
        int steady = 0;
        for (int look = 0; look < MOST_LOOKS && steady < STEADY_LOOKS; look++) {
            LockSupport.parkNanos(BETWEEN_NANOS);
            long before = now;
            now = collected();
            steady = Math.abs(before - now) <= CHANGE ? steady + 1 : 0;
        }
        return now;
    }

    /** What each of so many takes that have come since that much was used; not a number where it is too little to tell. */
    static double each(int count, long before) {
        long more = used() - before;
        return more < LEAST ? Double.NaN : (double) more / count;
    }

    private static long collected() {
        System.gc();
        return MEMORY.getHeapMemoryUsage().getUsed();
    }
}
