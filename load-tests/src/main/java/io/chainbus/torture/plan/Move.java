package io.chainbus.torture.plan;

/** One change of a chain's membership; its answer is waited for before the next. */
public sealed interface Move {

    record Join(Traits traits) implements Move {}

    record Leave(String id, Manner manner) implements Move {}

    /** The subscriber's actor is stopped from outside, where it has one. */
    record Kill(String id) implements Move {}
}
