package io.chainbus.bench.candidate;

import io.chainbus.bench.event.Event;

/** Sees an event off, and says nothing of when it arrives. */
@FunctionalInterface
interface Sending {
    void send(Event event);
}
