package io.chainbus.bench.scale;

/** Times a thing, or counts how often it can be done. */
final class Stopwatch {

    private Stopwatch() {}

    static double nanos(Runnable task) {
        long start = System.nanoTime();
        task.run();
        return System.nanoTime() - start;
    }

    /**
     * How many a second, of a thing that is repeated for some time and at least once.
     *
     * @param each how many it is each time
     */
    static double perSecond(double each, long nanos, Runnable task) {
        long start = System.nanoTime();
        long times = 0;
        long now;
        do {
            task.run();
            times++;
            now = System.nanoTime();
        } while (now - start < nanos);
        return times * each * 1e9 / (now - start);
    }
}
