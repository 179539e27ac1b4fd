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
            Awaited own = new Awaited.OfKey(gateway.chain(), what(), key, Set.of());
            return waits().await(visit, subscriber, own, future, stage);
        }
        // Whom it still has to visit, the coordinator knows; it has taken the event in before it is asked.
        return gateway.toRelease(key, what()).thenCompose(awaited -> {
            CompletionStage<W> waiting = waits().await(visit, subscriber, awaited, future, stage);
            lookAgain(awaited);
            return waiting;
        });
    }

    /** Between the answer and the wait's being known it may have been held back, which nobody was told of then. */
    private void lookAgain(Awaited awaited) {
        if (awaited instanceof Awaited.OfKey) {
            gateway.toRelease(key, what()).thenAccept(now -> {
                if (now instanceof Awaited.OfAll) {
                    waits().heldBack(gateway.chain(), key);
                }
            });
        }
    }
}
