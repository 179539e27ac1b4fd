package io.chainbus.coordinator;

import io.chainbus.chain.RegistrationRefusal;
import io.chainbus.transit.SubscriberHandle;

/** A step of joining several chains or none: what one of these chains is asked, and what it answers. */
sealed interface JointStep<T> {

    /** Tell it what is up, if it wants that: it has a place on all the chains. */
    record Tell<T>(SubscriberHandle<T> handle) implements JointStep<T> {}

    /** Let it in: it has been told all on all the chains. */
    record Enter<T>(SubscriberHandle<T> handle) implements JointStep<T> {}

    /** Give its place up, or let it leave: another chain has refused it. */
    record Withdraw<T>(SubscriberHandle<T> handle, String refusedBy) implements JointStep<T> {}

    SubscriberHandle<T> handle();

    /** What the chain answers. */
    sealed interface Answer<T> {}

    /** It has a place. */
    record Reserved<T>(SubscriberHandle<T> handle) implements Answer<T> {}

    /** It has been told all. */
    record Told<T>() implements Answer<T> {}

    /** It is on the chain. */
    record Entered<T>(ChainProtocol.Registered registered) implements Answer<T> {}

    /** It has no place, and is not on the chain. */
    record Refused<T>(RegistrationRefusal refusal) implements Answer<T> {}
}
