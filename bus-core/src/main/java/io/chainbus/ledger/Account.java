package io.chainbus.ledger;

import org.jspecify.annotations.Nullable;

/**
 * What there is to be known of one key, as long as it is up or somebody has its turn: one object, so that an event that
 * has found it once need not look for it again.
 *
 * <p>Not thread-safe: the coordinator's, as {@link Accounts} are.
 *
 * @param <T> the payload
 */
public abstract class Account<T> {

    /** What the key is up in, latest first; absent when it is not up. */
    @Nullable
    Up<T> up;

    /** Whether somebody has the key's turn. */
    boolean busy;

    protected Account() {}

    /** Whether somebody of the key is ready, held back or under way. */
    public boolean busy() {
        return busy;
    }

    /** Whether the key is up in any phase. */
    public boolean isUp() {
        return up != null;
    }

    /** Whether the key is not up and nobody has its turn: then it may be forgotten. */
    boolean idle() {
        return up == null && !busy;
    }
}
