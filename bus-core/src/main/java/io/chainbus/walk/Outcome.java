package io.chainbus.walk;

import io.chainbus.verdict.Source;
import io.chainbus.verdict.Verdict;

/** How a publish ended. */
public sealed interface Outcome {

    /** The walk went to its end. Failures on the way, where nothing can be vetoed, stand in the receipt. */
    record Completed() implements Outcome {}

    /** {@code by} handled the event: the walk ended there, successfully. */
    record Stopped(String by) implements Outcome {}

    /**
     * {@code by} refused: the walk ended there, and those who had accepted were asked to undo.
     *
     * @param veto the very object that the handler or the policy gave
     */
    record Vetoed(String by, Verdict.Veto veto, Source source) implements Outcome {}

    /** There was no walk. */
    record Refused(PublishRefusal refusal) implements Outcome {}

    /** Whether the event got through: completed or stopped. */
    default boolean success() {
        return this instanceof Completed || this instanceof Stopped;
    }
}
