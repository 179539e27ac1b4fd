package io.chainbus.dispatch;

/** Whom a release visits (promise P3). */
public enum Holding {
    /** The key's holders that are still registered: {@code membership = accepted}. */
    ACCEPTED,
    /** Whoever is registered now, the kernel's way: {@code membership = current}. */
    CURRENT
}
