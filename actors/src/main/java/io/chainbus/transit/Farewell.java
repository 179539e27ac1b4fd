package io.chainbus.transit;

/** What the coordinator hears from a subscriber's actor that stops. */
public sealed interface Farewell<T> {

    /** It has left, or gone away: no handler of it runs any more. */
    record Quiet<T>(SubscriberHandle<T> handle) implements Farewell<T> {}

    /** The user's actor behind it has stopped. */
    record Died<T>(SubscriberHandle<T> handle) implements Farewell<T> {}
}
