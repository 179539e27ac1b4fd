package io.chainbus.coordinator;

/** What a chain does before it closes (promise P10). From then on it takes no more events and no more subscribers. */
public enum CloseMode {
    /** What was accepted ends; what is up stays up, as far as its subscribers are concerned. */
    DRAIN,
    /** What was accepted ends; then all that is up is released, the newest key first, one after the other. */
    TAKE_DOWN
}
