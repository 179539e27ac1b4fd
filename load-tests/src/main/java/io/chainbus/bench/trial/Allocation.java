package io.chainbus.bench.trial;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/**
 * What the threads of this JVM have allocated so far. Of those that have ended nothing is known, so it is for the time
 * between two looks in which none ends.
 */
final class Allocation {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Allocation() {}

    static long bytes() {
        long bytes = 0;
        for (long ofThread : THREADS.getThreadAllocatedBytes(THREADS.getAllThreadIds())) {
            bytes += Math.max(0, ofThread); // -1: it has ended meanwhile
        }
        return bytes;
    }
}
