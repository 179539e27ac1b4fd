package io.chainbus.cluster.agent;

import io.chainbus.cluster.wire.Payload;
import io.chainbus.cluster.wire.PublisherCommand;
import io.chainbus.coordinator.Promised;
import io.chainbus.event.Phase;
import io.chainbus.event.Role;
import io.chainbus.transit.SubscriberHandle;
import io.chainbus.waiting.Awaited;
import io.chainbus.walk.Receipt;
import io.chainbus.walk.Visit;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** An event that somebody on this node publishes, and the future of its receipt. */
final class Published<T> extends Promised<Receipt<T>> implements PublisherCommand, Owed {

    private final ClusterChain<T> chain;
    private final String key;
    private final Phase phase;
    private final T payload;
    private final Payload packed;

    Published(ClusterChain<T> chain, String key, Phase phase, T payload, Payload packed) {
        this.chain = chain;
        this.key = key;
        this.phase = phase;
        this.payload = payload;
        this.packed = packed;
    }

    String key() {
        return key;
    }

    Phase phase() {
        return phase;
    }

    T payload() {
        return payload;
    }

    Payload packed() {
        return packed;
    }

    CompletableFuture<Receipt<T>> receipt() {
        return this;
    }

    @Override
    public CompletableFuture<?> answer() {
        return this;
    }

    @Override
    protected Promised<?> origin() {
        return this;
    }

    @Override
    protected @Nullable SubscriberHandle<?> inside() {
        return chain.waits().inside();
    }

    @Override
    protected String blocking() {
        return phase.name() + " of " + key + " on chain " + chain.name();
    }

    @Override
    protected <W> CompletionStage<W> await(Visit<?> visit, String subscriber, CompletionStage<W> stage) {
        String what = blocking();
        if (phase.role() != Role.RELEASE) {
            return chain.waits().await(visit, subscriber, new Awaited.OfAll(chain.name(), what), this, stage);
        }
        if (key.equals(visit.key()) && chain.name().equals(visit.chain())) {
            Awaited own = new Awaited.OfKey(chain.name(), what, key, Set.of());
            return chain.waits().await(visit, subscriber, own, this, stage);
        }
        // Whom it still has to visit, the coordinator knows.
        return chain.waits().awaitFound(visit, subscriber, () -> chain.toRelease(key, what), this, stage);
    }
}
