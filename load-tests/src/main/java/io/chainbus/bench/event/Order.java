package io.chainbus.bench.event;

/** Which order a candidate promises between the subscribers that an event visits. */
public enum Order {
    /** None: an event may visit several at once. */
    NONE,
    /** Those of a higher priority first; between equals anything. */
    BY_PRIORITY,
    /** Each subscriber has its place. */
    EXACT
}
