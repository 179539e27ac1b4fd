package io.chainbus.walk;

import io.chainbus.event.Phase;
import io.chainbus.ledger.Account;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A publication of whoever brings no object of its own. */
public final class Published<T> implements Publication<T> {

    private final String key;
    private final T payload;
    private final Phase phase;
    private final Cause cause;
    private final Consumer<Receipt<T>> receiver;
    private long walk;
    private @Nullable Account<T> account;

    /** One that has not been accepted yet. */
    public Published(String key, T payload, Phase phase, Cause cause, Consumer<Receipt<T>> receiver) {
        this(0, key, payload, phase, cause, receiver);
    }

    /** One that has been accepted somewhere, or visits one subscriber alone, under that number. */
    public Published(long walk, String key, T payload, Phase phase, Cause cause, Consumer<Receipt<T>> receiver) {
        this.walk = walk;
        this.key = key;
        this.payload = payload;
        this.phase = phase;
        this.cause = cause;
        this.receiver = receiver;
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
    public T payload() {
        return payload;
    }

    @Override
    public Phase phase() {
        return phase;
    }

    @Override
    public Cause cause() {
        return cause;
    }

    @Override
    public Consumer<Receipt<T>> receiver() {
        return receiver;
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
    public String toString() {
        return phase.name() + " of " + key + " (" + walk + ")";
    }
}
