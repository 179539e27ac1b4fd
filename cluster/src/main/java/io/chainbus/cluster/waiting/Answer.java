package io.chainbus.cluster.waiting;

import io.chainbus.coordinator.Promised;
import io.chainbus.transit.SubscriberHandle;
import io.chainbus.waiting.Awaited;
import io.chainbus.walk.Visit;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The future of what a chain of the cluster has been asked. Thread-safe. */
public final class Answer<V> extends Promised<V> {

    private final Waits waits;
    private final @Nullable Awaited awaited;

    /**
     * Not there yet.
     *
     * @param waits of the node that asks
     * @param awaited what it waits for; null for nothing that a handler could hold up
     */
    public Answer(Waits waits, @Nullable Awaited awaited) {
        this.waits = waits;
        this.awaited = awaited;
    }

    @Override
    protected Promised<?> origin() {
        return this;
    }

    @Override
    protected @Nullable SubscriberHandle<?> inside() {
        return waits.inside();
    }

    @Override
    protected <W> CompletionStage<W> await(Visit<?> visit, String subscriber, CompletionStage<W> stage) {
        return awaited == null ? stage : waits.await(visit, subscriber, awaited, this, stage);
    }
}
