package io.chainbus.walk;

import io.chainbus.event.Phase;
import io.chainbus.ledger.Account;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An event that a chain has accepted, or is about to: then it has no number yet. Whoever publishes may bring an object of
 * its own for it, since there is one for each event. Written by the coordinator alone, and read by whoever has its walk.
 */
public interface Publication<T> {

    /** The number of the walk that it will be; 0 before it has been accepted, and where it never is. */
    long walk();

    String key();

    T payload();

    Phase phase();

    Cause cause();

    /** Where the one receipt goes (promise P9). */
    Consumer<Receipt<T>> receiver();

    /** Its key's account where it was accepted; absent elsewhere. The coordinator's. */
    @Nullable
    Account<T> account();

    /** It has been accepted: told once, by the coordinator. */
    void accepted(long walk, Account<T> account);

    /** Its walk has ended, and is not touched any more by whoever says so. */
    default void ended(Walk<T> walk) {
        receiver().accept(walk.receipt());
    }

    /** What a handler is given when it is visited. */
    default Visit<T> visit(String chain) {
        Phase phase = phase();
        return new Visit<>(chain, walk(), key(), payload(), phase, phase, cause());
    }
}
