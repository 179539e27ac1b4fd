package io.chainbus.coordinator;

import java.time.Duration;
import java.util.function.Consumer;

/** When to look at deadlines: a tenth of the shortest, and only while anything is under way. */
final class DeadlineTimer {

    private final ChainSettings.Limits limits;
    private final Consumer<Duration> start;
    private final Runnable stop;
    private Duration period;
    private boolean running;

    DeadlineTimer(ChainSettings.Limits limits, Consumer<Duration> start, Runnable stop) {
        this.limits = limits;
        this.start = start;
        this.stop = stop;
        this.period = limits.deadlineCheckMax();
    }

    /** There is a subscriber with that deadline. */
    void deadline(Duration deadline) {
        Duration tenth = deadline.dividedBy(10);
        if (tenth.compareTo(limits.deadlineCheckMin()) < 0) {
            tenth = limits.deadlineCheckMin();
        }
        if (tenth.compareTo(period) < 0) {
            period = tenth;
            if (running) {
                start.accept(period);
            }
        }
    }

    void start() {
        if (!running) {
            running = true;
            start.accept(period);
        }
    }

    void stop() {
        running = false;
        stop.run();
    }
}
