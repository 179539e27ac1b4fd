package io.chainbus.cluster.agent;

import io.chainbus.cluster.wire.Payload;
import io.chainbus.cluster.wire.PublisherCommand;
import io.chainbus.event.Phase;
import io.chainbus.walk.Receipt;
import java.util.concurrent.CompletableFuture;

/** An event that somebody on this node publishes, and the future of its receipt. */
final class Published<T> implements PublisherCommand {

    private final String key;
    private final Phase phase;
    private final T payload;
    private final Payload packed;
    private final CompletableFuture<Receipt<T>> receipt = new CompletableFuture<>();

    Published(String key, Phase phase, T payload, Payload packed) {
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
        return receipt;
    }
}
