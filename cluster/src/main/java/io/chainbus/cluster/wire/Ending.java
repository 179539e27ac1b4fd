package io.chainbus.cluster.wire;

/**
 * How a publish ended.
 *
 * @param by who stopped or vetoed it; empty where nobody did
 * @param reason of the veto or the refusal
 */
public record Ending(Kind kind, String by, String reason) {

    /** The ways in which a publish ends. */
    public enum Kind {
        COMPLETED,
        STOPPED,
        VETOED,
        /** It was refused at its turn: there was no walk. */
        ALREADY_UP
    }

    private static final Ending COMPLETED = new Ending(Kind.COMPLETED, "", "");
    private static final Ending ALREADY_UP = new Ending(Kind.ALREADY_UP, "", "");

    /** It went to its end. */
    public static Ending completed() {
        return COMPLETED;
    }

    /** Its key was up in that phase already. */
    public static Ending alreadyUp() {
        return ALREADY_UP;
    }

    /** Whether the event got through. */
    public boolean success() {
        return kind == Kind.COMPLETED || kind == Kind.STOPPED;
    }
}
