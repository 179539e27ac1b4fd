package io.chainbus.history;

/**
 * A subscriber's turn in a walk or in its undo.
 *
 * @param step counted from 0, in a walk's undo from 0 again
 * @param phase what was delivered: the walk's phase, or its undo phase
 * @param from nanoseconds on the node's clock at which the handler began
 * @param to when its verdict was there; for a deadline, the policy's verdict
 * @param reason of a veto or failure; the empty string where there is none, and then not written
 */
public record Turn(
        long walk,
        long step,
        String subscriber,
        String phase,
        Recorded.Verdict verdict,
        Recorded.Source source,
        long from,
        long to,
        String reason) {}
