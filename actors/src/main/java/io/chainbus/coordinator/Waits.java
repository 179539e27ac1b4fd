package io.chainbus.coordinator;

import io.chainbus.transit.HandlerThread;
import io.chainbus.transit.SubscriberHandle;
import io.chainbus.waiting.Awaited;
import io.chainbus.waiting.CircularWaitException;
import io.chainbus.waiting.Wait;
import io.chainbus.waiting.WaitGraph;
import io.chainbus.walk.Visit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * All handlers of an actor system that wait through their visit at this moment (promise P12). Thread-safe: one lock, taken
 * only by those who wait. Whoever would close a circle comes last, and so finds all others there.
 */
public final class Waits {

    private final WaitGraph graph = new WaitGraph();

    /**
     * A handler waits.
     *
     * @param awaits what it waits for; {@code stage} is that, or comes of it
     * @return {@code stage}, or one that has failed with {@link CircularWaitException}
     */
    <V> CompletionStage<V> await(
            Visit<?> visit, String subscriber, Awaited awaited, CompletableFuture<?> awaits, CompletionStage<V> stage) {
        Wait wait =
                new Wait(visit.chain(), visit.walk(), visit.key(), visit.phase().name(), subscriber, awaited);
        Optional<List<Wait>> circle;
        synchronized (graph) {
            // What is there by now is not waited for.
            circle = awaits.isDone() ? Optional.empty() : graph.add(wait);
        }
        if (circle.isPresent()) {
            return CompletableFuture.failedFuture(new CircularWaitException(circle.get()));
        }
        CompletionStage<?> unused = awaits.whenComplete((value, failure) -> over(wait));
        return stage;
    }

    /** The handlers of that subscriber will not answer any more. */
    void gone(String chain, String subscriber) {
        synchronized (graph) {
            graph.gone(chain, subscriber);
        }
    }

    private void over(Wait wait) {
        synchronized (graph) {
            graph.remove(wait);
        }
    }

    /** The subscriber of this actor system whose handler the present thread is inside of. */
    @Nullable
    SubscriberHandle<?> inside() {
        SubscriberHandle<?> handle = HandlerThread.current();
        return handle != null && handle.chain() instanceof ChainSettings<?> settings && settings.waits() == this
                ? handle
                : null;
    }
}
