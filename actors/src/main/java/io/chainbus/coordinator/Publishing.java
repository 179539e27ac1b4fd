package io.chainbus.coordinator;

import io.chainbus.event.Phase;
import io.chainbus.event.Role;
import io.chainbus.ledger.Account;
import io.chainbus.waiting.Awaited;
import io.chainbus.walk.Cause;
import io.chainbus.walk.Publication;
import io.chainbus.walk.Receipt;
import io.chainbus.walk.Visit;
import io.chainbus.walk.Walk;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An event that somebody outside actors publishes, from its way to the coordinator to its end, and the stage of its
 * receipt: one object for both, since there is one for each event.
 */
final class Publishing<T> extends Asked<Receipt<T>> implements Submission<T>, Publication<T>, Consumer<Receipt<T>> {

    private final Gateway<T> gateway;
    private final String key;
    private final Phase phase;
    private final T payload;
    /** These two the coordinator writes, before anybody else is told of the walk. */
    private long walk;

    private @Nullable Account<T> account;

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

    /** Its receipt is made by whoever looks at it. */
    @Override
    public void ended(Walk<T> ended) {
        replies().completeLater(this, ended);
    }

    @Override
    @SuppressWarnings("unchecked") // its own walk, or its receipt
    Receipt<T> made(Object left) {
        return left instanceof Walk<?> walk ? (Receipt<T>) walk.receipt() : (Receipt<T>) left;
    }

    @Override
    public long walk() {
        return walk;
    }

    @Override
    public String key() {
        return key;
    }

    @Override
    public Phase phase() {
        return phase;
    }

    @Override
    public T payload() {
        return payload;
    }

    @Override
    public Cause cause() {
        return Cause.FORWARD;
    }

    @Override
    public Consumer<Receipt<T>> receiver() {
        return this;
    }

    @Override
    public @Nullable Account<T> account() {
        return account;
    }

    @Override
    public void accepted(long number, Account<T> of) {
        walk = number;
        account = of;
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
