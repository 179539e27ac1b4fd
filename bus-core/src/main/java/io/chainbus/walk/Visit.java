package io.chainbus.walk;

import io.chainbus.event.Phase;
import io.chainbus.event.Role;

/**
 * What a handler is given when it is its subscriber's turn. Immutable, and one instance serves every subscriber of a
 * walk.
 *
 * @param chain the chain's name
 * @param walk the walk's number, unique in the chain and growing in the order of acceptance
 * @param key what the event is about; walks of one key never overlap (promise P5)
 * @param payload as it was published
 * @param phase the phase that is delivered: in an undo the undo phase of {@code walkPhase}, else the same
 * @param walkPhase the phase that was published
 * @param cause why this visit takes place
 */
public record Visit<T>(String chain, long walk, String key, T payload, Phase phase, Phase walkPhase, Cause cause) {

    /** Whether accepting this visit makes a hold. */
    public boolean acquires() {
        return phase.role() == Role.ACQUIRE && cause != Cause.UNDO;
    }

    /**
     * What a handler is given that had accepted this visit and is to undo it.
     *
     * @throws IllegalStateException when the phase has no undo
     */
    public Visit<T> asUndo() {
        return asUndo(walkPhase.undo().orElseThrow(() -> new IllegalStateException(walkPhase.name() + " has no undo")));
    }

    /** What a handler is given that had accepted this visit and lets go of it by that phase. */
    public Visit<T> asUndo(Phase undo) {
        return new Visit<>(chain, walk, key, payload, undo, walkPhase, Cause.UNDO);
    }
}
