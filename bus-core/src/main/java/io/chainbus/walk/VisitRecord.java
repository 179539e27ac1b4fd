package io.chainbus.walk;

import io.chainbus.event.Phase;
import io.chainbus.verdict.Result;
import io.chainbus.verdict.Source;
import io.chainbus.verdict.Verdict;

/**
 * One visit, as a receipt tells it.
 *
 * @param phase the phase that was delivered
 * @param verdict as the handler gave it, or the policy in its place
 * @param result what the verdict came to: a veto, say, is a failure where nothing can be vetoed
 * @param timing where timing is on
 */
public record VisitRecord(
        String subscriber, Phase phase, Cause cause, Verdict verdict, Result result, Source source, Timing timing) {

    /** Why it vetoed or failed, or an empty string. */
    public String reason() {
        return verdict instanceof Verdict.Veto veto ? veto.reason() : "";
    }
}
