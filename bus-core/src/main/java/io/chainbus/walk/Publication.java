package io.chainbus.walk;

import io.chainbus.event.Phase;
import java.util.function.Consumer;

/**
 * An event that a chain has accepted and that waits for its turn.
 *
 * @param walk the number of the walk that it will be
 * @param receiver where the one receipt goes (promise P9)
 */
public record Publication<T>(
        long walk, String key, T payload, Phase phase, Cause cause, Consumer<Receipt<T>> receiver) {

    /** What a handler is given when it is visited. */
    public Visit<T> visit(String chain) {
        return new Visit<>(chain, walk, key, payload, phase, phase, cause);
    }
}
