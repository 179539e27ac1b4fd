package io.chainbus.ledger;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The accounts of all keys that are in use, and of some that were. Mostly the same keys come again soon, and entering one
 * in a map and taking it out costs more than most of what is done for an event; so who is in use no more is kept for a
 * while. What is kept is bounded by what is in use, and by {@link #KEPT}.
 *
 * <p>Not thread-safe.
 *
 * @param <A> the accounts
 */
public final class Accounts<A extends Account<?>> {

    /** So many that are in use no more are kept where few are in use. */
    public static final int KEPT = 1024;

    private final Map<String, A> accounts = new HashMap<>();
    private final Supplier<A> opening;
    private int idle;

    /** None yet. */
    public Accounts(Supplier<A> opening) {
        this.opening = opening;
    }

    /** That of a key, if there is one. */
    public @Nullable A get(String key) {
        return accounts.get(key);
    }

    /** That of a key. A new one is in use by nobody, and to be used before the next one is asked for. */
    public A open(String key) {
        A account = accounts.get(key);
        if (account == null) {
            account = opening.get();
            accounts.put(key, account);
            idle++;
        }
        return account;
    }

    /** Takes the turn of that key if nobody has it; false if somebody has. */
    public boolean begin(A account) {
        if (account.busy) {
            return false;
        }
        if (account.up == null) {
            idle--;
        }
        account.busy = true;
        return true;
    }

    /** Nobody has the turn of that key any more. */
    public void end(A account) {
        account.busy = false;
        if (account.up == null) {
            fellIdle();
        }
    }

    /** The key is up now, and was not. */
    void cameUp(Account<?> account) {
        if (!account.busy) {
            idle--;
        }
    }

    /** The key was up, and is no more. */
    void wentDown(Account<?> account) {
        if (!account.busy) {
            fellIdle();
        }
    }

    /** Seldom all that are idle are forgotten: so that each costs a constant share of it. */
    private void fellIdle() {
        idle++;
        if (idle > KEPT && idle > accounts.size() / 2) {
            accounts.values().removeIf(Account::idle);
            idle = 0;
        }
    }

    /** All that are known, in use or kept, in no order. */
    public void forEach(BiConsumer<String, ? super A> action) {
        accounts.forEach(action);
    }

    /** How many are known, in use or kept. */
    public int size() {
        return accounts.size();
    }
}
