package io.chainbus.torture.plan;

import java.util.List;

/**
 * One chain of a round.
 *
 * @param name unlike any other round's, since a chain's walks are numbered once
 */
public record ChainPlan(String name, Kind kind, List<Traits> founders, List<Move> moves) {

    /** What the chain is for. */
    public enum Kind {
        /** A module loader's. */
        MODULES,
        /** A module loader's under {@code membership = current}. */
        CURRENT,
        /** A clock's, with phases of its own. */
        RATES
    }

    public ChainPlan {
        founders = List.copyOf(founders);
        moves = List.copyOf(moves);
    }
}
