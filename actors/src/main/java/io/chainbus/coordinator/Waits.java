package io.chainbus.coordinator;

import io.chainbus.transit.HandlerThread;
import io.chainbus.transit.SubscriberHandle;
import io.chainbus.waiting.Awaited;
import io.chainbus.waiting.CircularWaitException;
import io.chainbus.waiting.Wait;
import io.chainbus.waiting.WaitGraph;
import io.chainbus.walk.Visit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * All handlers of an actor system that wait through their visit at this moment (promise P12). Thread-safe: one lock, taken
 * only by those who wait. Whoever would close a circle comes last, and so finds all others there.
 */
public final class Waits {

    private final Executor executor;
    private final WaitGraph graph = new WaitGraph();
    /** By wait: what the handler was given, to be failed should it come to be on a circle. */
    private final Map<Wait, CompletableFuture<?>> given = new HashMap<>();

    /**
     * Nobody waits yet.
     *
     * @param executor runs what hangs on a wait that is refused after it has begun, never on a chain's thread
     */
    public Waits(Executor executor) {
        this.executor = executor;
    }

    /**
     * A handler waits.
     *
     * @param awaits what it waits for; {@code stage} is that, or comes of it
     * @return a stage that goes as {@code stage} does, or has failed with {@link CircularWaitException}, or fails with it
     *     when somebody who joins or leaves comes to hold back what is waited for, and waits for this visit
     */
    <V> CompletionStage<V> await(
            Visit<?> visit, String subscriber, Awaited awaited, CompletableFuture<?> awaits, CompletionStage<V> stage) {
        Wait wait =
                new Wait(visit.chain(), visit.walk(), visit.key(), visit.phase().name(), subscriber, awaited);
        CompletableFuture<V> waiting = new CompletableFuture<>();
        synchronized (graph) {
            // What is there by now is not waited for.
            Optional<List<Wait>> circle = awaits.isDone() ? Optional.empty() : graph.add(wait);
            if (circle.isPresent()) {
                return CompletableFuture.failedFuture(new CircularWaitException(circle.get()));
            }
            given.put(wait, waiting);
        }
        CompletionStage<?> unused = awaits.whenComplete((value, failure) -> over(wait));
        CompletionStage<?> unusedEnd = stage.whenComplete((value, failure) -> Promised.end(waiting, value, failure));
        return waiting;
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
            given.remove(wait);
        }
    }

    /** The release of that key is held back by somebody who joins or leaves. */
    void heldBack(String chain, String key) {
        Map<CompletableFuture<?>, CircularWaitException> refused = new HashMap<>(0);
        synchronized (graph) {
            for (List<Wait> circle : graph.heldBack(chain, key)) {
                CompletableFuture<?> waiting = given.remove(circle.get(0));
                if (waiting != null) {
                    refused.put(waiting, new CircularWaitException(circle));
                }
            }
        }
        refused.forEach((waiting, why) -> executor.execute(() -> waiting.completeExceptionally(why)));
    }

    /**
     * Somebody joins those chains together, and is told on each what is up.
     *
     * @return to be run when it is through, or does not join
     */
    Runnable join(Set<String> chains) {
        Set<String> its = new HashSet<>(chains);
        synchronized (graph) {
            graph.join(its);
        }
        return () -> {
            synchronized (graph) {
                graph.joinOver(its);
            }
        };
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
