package io.chainbus.cluster.wire;

import io.chainbus.verdict.Source;
import io.chainbus.verdict.Verdict;
import io.chainbus.walk.Outcome;

/**
 * How a publish ended.
 *
 * @param by who stopped or vetoed it; empty where nobody did
 * @param reason of the veto
 * @param source of the veto
 */
public record Ending(Kind kind, String by, String reason, Source source) {

    /** The ways in which a publish ends. */
    public enum Kind {
        COMPLETED,
        STOPPED,
        VETOED,
        /** It was refused at its turn: there was no walk. */
        ALREADY_UP,
        /** It was refused at once, since the chain had too much to do. */
        OVERLOADED,
        /** It was refused at once, since the chain's journal could not keep it at the moment. */
        BEHIND,
        /** It was refused at once, since the chain is closing. */
        CLOSING
    }

    private static final Ending COMPLETED = new Ending(Kind.COMPLETED, "", "", Source.HANDLER);
    private static final Ending ALREADY_UP = new Ending(Kind.ALREADY_UP, "", "", Source.HANDLER);

    /** It went to its end. */
    public static Ending completed() {
        return COMPLETED;
    }

    /** Its key was up in that phase already. */
    public static Ending alreadyUp() {
        return ALREADY_UP;
    }

    /** It was never accepted, for that reason. */
    public static Ending refused(Kind kind) {
        return new Ending(kind, "", "", Source.HANDLER);
    }

    /**
     * The same as an outcome.
     *
     * @throws IllegalStateException if there was no walk
     */
    public Outcome outcome() {
        return switch (kind) {
            case COMPLETED -> new Outcome.Completed();
            case STOPPED -> new Outcome.Stopped(by);
            case VETOED -> new Outcome.Vetoed(by, new Verdict.Refusal(reason), source);
            case ALREADY_UP, OVERLOADED, BEHIND, CLOSING ->
                throw new IllegalStateException("there was no walk: " + kind);
        };
    }

    /** Whether the event got through. */
    public boolean success() {
        return kind == Kind.COMPLETED || kind == Kind.STOPPED;
    }
}
