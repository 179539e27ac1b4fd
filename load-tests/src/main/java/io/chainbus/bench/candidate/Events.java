package io.chainbus.bench.candidate;

import io.chainbus.bench.event.Event;
import java.util.concurrent.atomic.AtomicLong;

/** The events of a lane. */
final class Events {

    /** So that keys which an earlier lane left up are nobody's again. */
    private static final AtomicLong LANES = new AtomicLong();

    private Events() {}

    static Event[] of(int lane, int count) {
        String keys = "key-" + LANES.incrementAndGet() + "-";
        Event[] events = new Event[count];
        for (int i = 0; i < count; i++) {
            events[i] = new Event(keys + i, lane);
        }
        return events;
    }
}
