package io.chainbus.torture.plan;

/** Whether a subscriber is durable, and when it comes back after it has died or gone away. */
public enum Comeback {
    NOT_DURABLE,
    NEVER,
    /** Most likely before its chain has seen that it is gone. */
    AT_ONCE,
    WITHIN_THE_WINDOW,
    AFTER_THE_WINDOW;

    public boolean durable() {
        return this != NOT_DURABLE;
    }
}
