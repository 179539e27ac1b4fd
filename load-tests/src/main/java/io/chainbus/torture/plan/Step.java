package io.chainbus.torture.plan;

/** One thing that a publisher does. */
public sealed interface Step {

    /** On which of the plan's chains. */
    int chain();

    /** Brings a key up and down again as a loader does, waiting for the verdict in between. */
    record Cycle(int chain, String key, long serial) implements Step {}

    /** Publishes one phase, whatever is up, and does not wait. */
    record Careless(int chain, String key, int phase, long serial) implements Step {}

    /** Publishes so many notifications at once, more than the chain takes. */
    record Burst(int chain, int events, long serial) implements Step {}
}
