package io.chainbus.verdict;

/**
 * A subscriber's answer to a visit. {@code Ok} and {@code Stop} accept; {@code Done} does not.
 *
 * <p>A stop that means success and a veto that means failure are different types here, unlike in a kernel's notifier
 * chain, where both are one bit ({@code NOTIFY_STOP_MASK}) and a success has been rolled back like a failure.
 */
public sealed interface Verdict {

    /** Not my concern: the walk goes on, and this subscriber holds nothing by it. */
    static Verdict done() {
        return Done.INSTANCE;
    }

    /** Accepted: the walk goes on. */
    static Verdict ok() {
        return Ok.INSTANCE;
    }

    /** Accepted and handled: the walk ends here, successfully. In a release or an undo it counts as {@link #ok()}. */
    static Verdict stop() {
        return Stop.INSTANCE;
    }

    /**
     * Refused: the walk ends here and what was accepted earlier in it is undone. Where nothing can be vetoed it is
     * recorded as a failure and the walk goes on.
     *
     * @param reason what a person should read about it
     */
    static Verdict veto(String reason) {
        return new Refusal(reason);
    }

    /** See {@link Verdict#done()}. */
    enum Done implements Verdict {
        INSTANCE
    }

    /** See {@link Verdict#ok()}. */
    enum Ok implements Verdict {
        INSTANCE
    }

    /** See {@link Verdict#stop()}. */
    enum Stop implements Verdict {
        INSTANCE
    }

    /**
     * See {@link Verdict#veto(String)}. Open, so that an application can carry its own error along: it gets the very
     * object back in the receipt. Implementations are immutable.
     */
    non-sealed interface Veto extends Verdict {

        /** What a person should read about it; it stands in the receipt and in the history. */
        String reason();
    }

    /** A veto that is nothing more than its reason. */
    record Refusal(String reason) implements Veto {}
}
