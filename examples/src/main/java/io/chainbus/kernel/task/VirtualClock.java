package io.chainbus.kernel.task;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * Virtual time, and what is to happen at which moment of it. It stands still until somebody lets it pass; then events run
 * on that caller's thread, in the order of their times, and those of one time in the order in which they were asked for.
 *
 * <p>Events may be asked for on any thread; one thread at a time lets time pass.
 */
public final class VirtualClock {

    private record Event(Duration at, long number, Runnable action) {}

    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparing(Event::at).thenComparingLong(Event::number));
    private Duration now = Duration.ZERO;
    private long asked;

    /** The time since the start. */
    public synchronized Duration now() {
        return now;
    }

    /** Asks for an event; one without delay runs as soon as time is let pass, be it by nothing. */
    public synchronized void after(Duration delay, Runnable action) {
        if (delay.isNegative()) {
            throw new IllegalArgumentException("nothing can happen in the past: " + delay);
        }
        events.add(new Event(now.plus(delay), asked++, action));
    }

    /** Runs the next event, if there is one until then, the moment itself included, and says whether there was. */
    public boolean runNext(Duration until) {
        Event next;
        synchronized (this) {
            next = events.peek();
            if (next == null || next.at().compareTo(until) > 0) {
                return false;
            }
            events.remove();
            now = next.at();
        }
        next.action().run();
        return true;
    }

    /** When the next event is to run; now if there is none. */
    public synchronized Duration nextEvent() {
        Event next = events.peek();
        return next == null ? now : next.at();
    }

    public synchronized boolean hasEvents() {
        return !events.isEmpty();
    }
}
