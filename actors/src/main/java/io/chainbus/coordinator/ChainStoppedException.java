package io.chainbus.coordinator;

/** The actor system, or the chain's coordinator, stopped before it could answer. */
public final class ChainStoppedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public ChainStoppedException(String chain) {
        super("chain '" + chain + "' has stopped: there will be no answer", null, false, false);
    }
}
