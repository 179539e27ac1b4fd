package io.chainbus.load.drive;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;

/** How the process is: heap, garbage collection and processors, since it was last asked. Single-threaded. */
final class Vitals {

    private static final long MILLI = 1_000_000;

    private final MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    private long gcBefore = gcNanos();
    private long askedBefore = System.nanoTime();
    private long cpuBefore = cpuNanos();

    long heapBytes() {
        return memory.getHeapMemoryUsage().getUsed();
    }

    /** Spent on garbage since the last call. */
    long gcNanosSince() {
        long now = gcNanos();
        long since = now - gcBefore;
        gcBefore = now;
        return since;
    }

    /** How many processors were used since the last call, in the mean; not a number where that is not known. */
    double processorsSince() {
        long now = System.nanoTime();
        long cpu = cpuNanos();
        double used = cpu < 0 || now == askedBefore ? Double.NaN : (cpu - cpuBefore) / (double) (now - askedBefore);
        askedBefore = now;
        cpuBefore = cpu;
        return used;
    }

    private static long gcNanos() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                        .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                        .filter(millis -> millis > 0)
                        .sum()
                * MILLI;
    }

    private static long cpuNanos() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? system.getProcessCpuTime()
                : -1;
    }
}
