package io.chainbus.bench.event;

/** Hears that an event is over: all subscribers have had it. Called on whichever thread was the last. */
@FunctionalInterface
public interface Completion {

    /** Nobody listens. */
    Completion NONE = event -> {};

    void over(Event event);
}
