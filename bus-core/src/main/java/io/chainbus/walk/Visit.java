package io.chainbus.walk;

import io.chainbus.event.Phase;
import io.chainbus.event.Role;
import io.chainbus.verdict.Verdict;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

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
     * For a handler that has to wait for something before it can answer: {@code stage}, and then the verdict that
     * {@code then} makes of its value. A stage that chainbus gave, or one made of it ({@code receipt.thenApply(...)}), is
     * not waited for when it could come only after this visit's own answer: this key's next walks, another key's walk
     * that needs this subscriber, or others that wait for each other in a circle (promise P12). Then what is returned
     * has failed already, with {@link io.chainbus.waiting.CircularWaitException}, which names the circle.
     *
     * <pre>{@code
     * asyncHandler(visit -> visit.verdictAfter(
     *         clocks.publish(ENABLE, clockOf(visit.payload())),
     *         receipt -> receipt.success() ? Verdict.ok() : Verdict.veto("no clock")));
     * }</pre>
     *
     * <p>To be called on the thread on which the handler is called, or on any other, but then it is not known which
     * subscriber waits, and less can be refused; an actor uses its request's. Of waits in any other way, and of stages
     * combined of several ({@code allOf}), nothing is promised.
     */
    public <V> CompletionStage<Verdict> verdictAfter(
            CompletionStage<V> stage, Function<? super V, ? extends Verdict> then) {
        return verdictAfter("", stage, then);
    }

    /** Like {@link #verdictAfter(CompletionStage, Function)}, for those who know whose visit it is. */
    @SuppressWarnings("unchecked") // a stage that is awaitable is so for its own value
    public <V> CompletionStage<Verdict> verdictAfter(
            String subscriber, CompletionStage<V> stage, Function<? super V, ? extends Verdict> then) {
        CompletionStage<V> awaited =
                stage instanceof Awaitable<?> ? ((Awaitable<V>) stage).awaitedBy(this, subscriber) : stage;
        return awaited.thenApply(then);
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
