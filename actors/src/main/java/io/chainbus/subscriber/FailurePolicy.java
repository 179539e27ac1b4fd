package io.chainbus.subscriber;

import io.chainbus.event.Phase;
import io.chainbus.verdict.Source;
import io.chainbus.verdict.Verdict;

/**
 * Which verdict stands in when a handler gives none (promise P9): it threw, exceeded its deadline, was not called since
 * an earlier call is still out, or its actor stopped.
 *
 * <p>Called on chain threads: it must return at once and touch nothing that is not thread-safe. One that throws or
 * gives {@code null} is as {@link #veto()}.
 */
@FunctionalInterface
public interface FailurePolicy {

    /**
     * The verdict that stands in. It must be the same each time for the same circumstances.
     *
     * @param phase the phase that was to be delivered
     * @param source what happened; never {@link Source#HANDLER}
     * @param reason what a person should read about it
     */
    Verdict verdict(Phase phase, Source source, String reason);

    /** A veto: an acquire is refused and undone; where nothing can be vetoed it is a failure and the walk goes on. */
    static FailurePolicy veto() {
        return (phase, source, reason) -> Verdict.veto(reason);
    }

    /** As if the subscriber had answered that the event is not its concern. */
    static FailurePolicy ignore() {
        return (phase, source, reason) -> Verdict.done();
    }
}
