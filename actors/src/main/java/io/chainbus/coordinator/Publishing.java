package io.chainbus.coordinator;

import io.chainbus.event.Phase;
import io.chainbus.event.Role;
import io.chainbus.waiting.Awaited;
import io.chainbus.walk.Receipt;
import io.chainbus.walk.Visit;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * An event that somebody outside actors publishes, on its way to the coordinator, and the future of its receipt: one
 * object for both, since there is one for each event.
 */
final class Publishing<T> extends Asked<Receipt<T>> implements Submission<T>, Consumer<Receipt<T>> {

    private final Gateway<T> gateway;
    private final String key;
    private final Phase phase;
    private final T payload;

    Publishing(Gateway<T> gateway, String key, Phase phase, T payload) {
        this.gateway = gateway;
        this.key = key;
        this.phase = phase;
        this.payload = payload;
    }

    @Override
    public Asked<?> future() {
        return this;
    }

    /** The coordinator has the receipt. */
    @Override
    public void accept(Receipt<T> receipt) {
        replies().complete(this, receipt);
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

    @Override
    Waits waits() {
        return gateway.waits();
    }

    @Override
    String blocking() {
        return what();
    }

    private String what() {
        return phase.name() + " of " + key + " on chain " + gateway.chain();
    }

    @Override
    <W> CompletionStage<W> await(
            Visit<?> visit, String subscriber, CompletableFuture<?> future, CompletionStage<W> stage) {
        if (phase.role() != Role.RELEASE) {
            return waits().await(visit, subscriber, new Awaited.OfAll(gateway.chain(), what()), future, stage);
        }
        if (key.equals(visit.key()) && gateway.chain().equals(visit.chain())) {
            return await(visit, subscriber, Set.of(), future, stage);
        }
        // Whom it still has to visit, the coordinator knows; it has taken the event in before it is asked.
        return gateway.neededToRelease(key).thenCompose(needed -> await(visit, subscriber, needed, future, stage));
    }

    private <W> CompletionStage<W> await(
            Visit<?> visit,
            String subscriber,
            Set<String> needed,
            CompletableFuture<?> future,
            CompletionStage<W> stage) {
        Awaited awaited = new Awaited.OfKey(gateway.chain(), what(), key, needed);
        return waits().await(visit, subscriber, awaited, future, stage);
    }
}
