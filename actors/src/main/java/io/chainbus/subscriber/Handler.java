package io.chainbus.subscriber;

import io.chainbus.verdict.Verdict;
import io.chainbus.walk.Visit;

/**
 * A handler that answers at once. It runs in its subscriber's own actor: never twice at the same time for one
 * subscriber, and what it did before is visible to it.
 *
 * <p>It must not block unless the subscriber was declared {@linkplain Subscriber.Builder#blocking() blocking}: it runs
 * on a dispatcher that others share. Throwing gives the verdict of the subscriber's {@link FailurePolicy}.
 */
@FunctionalInterface
public interface Handler<T> {

    Verdict onEvent(Visit<T> visit) throws Exception;
}
