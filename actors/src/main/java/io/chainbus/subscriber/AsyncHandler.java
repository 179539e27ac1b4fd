package io.chainbus.subscriber;

import io.chainbus.verdict.Verdict;
import io.chainbus.walk.Visit;
import java.util.concurrent.CompletionStage;

/**
 * A handler that may answer later. It is called in its subscriber's own actor, never twice at the same time; but it may
 * be called for another key while an earlier answer is still pending: walks of different keys overlap (promise P5).
 *
 * <p>A stage that fails, like a handler that throws, gives the verdict of the subscriber's {@link FailurePolicy}.
 */
@FunctionalInterface
public interface AsyncHandler<T> {

    CompletionStage<Verdict> onEvent(Visit<T> visit) throws Exception;
}
