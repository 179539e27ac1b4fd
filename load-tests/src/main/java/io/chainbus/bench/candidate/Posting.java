package io.chainbus.bench.candidate;

import io.chainbus.bench.event.Event;

/** Delivers an event on the caller's thread: when this returns, all subscribers have had it. */
@FunctionalInterface
interface Posting {
    void post(Event event);
}
