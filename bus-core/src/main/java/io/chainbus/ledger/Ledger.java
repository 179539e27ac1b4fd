package io.chainbus.ledger;

import io.chainbus.chain.Member;
import io.chainbus.chain.Places;
import io.chainbus.chain.Route;
import io.chainbus.event.Phase;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * All holds, by key (promise P3): who accepted what. A key is up in an acquire phase from that walk's success until the
 * key's release, even when nobody holds it.
 *
 * <p>A hold is of a member, not of an id: who left and came back is another member and holds nothing of before. That
 * needs no bookkeeping when somebody leaves, since holders are looked up among those on the present route.
 *
 * <p>Older and newer go by when a key came up, not by when its walk was accepted: a walk whose handler waits for another
 * key to come up was accepted before that one, stands on it, and comes up after it.
 *
 * <p>Memory: one {@linkplain Account account} for each key, one acquisition for each of its phases; equal sets of holders of one route are one
 * shared {@link Places}. Not thread-safe.
 *
 * @param <T> the payload
 */
public final class Ledger<T> {

    private static final Comparator<Up<?>> OLDEST_FIRST = Comparator.comparingLong(Up::since);

    private final Accounts<? extends Account<T>> accounts;
    /** The set of holders noted last: mostly the next key is held by the same. */
    private @Nullable Places latest;
    /** How often anything has come up. */
    private long ups;
    /** How many keys are up. */
    private int size;

    /** Of no key. */
    private static final class Bare<T> extends Account<T> {}

    /** Nothing is up. */
    public Ledger() {
        this(new Accounts<>(Bare<T>::new));
    }

    /** Nothing is up, and what comes up is noted in those accounts, of no key of which anything is up. */
    public Ledger(Accounts<? extends Account<T>> accounts) {
        this.accounts = accounts;
    }

    /** A key's account, if there is one. */
    public @Nullable Account<T> account(String key) {
        return accounts.get(key);
    }

    private @Nullable Up<T> up(String key) {
        Account<T> account = accounts.get(key);
        return account == null ? null : account.up;
    }

    /** Whether the key is up in any phase. */
    public boolean isUp(String key) {
        return up(key) != null;
    }

    /** Whether the key is up in that phase. */
    public boolean isUp(String key, Phase phase) {
        return isUp(accounts.get(key), phase);
    }

    /** Whether the key of that account is up in that phase. */
    public boolean isUp(@Nullable Account<T> account, Phase phase) {
        return account != null && account.up != null && account.up.in(phase);
    }

    /**
     * Notes that the key is up in that phase from now on.
     *
     * @throws IllegalStateException when it is so already
     */
    public void up(Acquisition<T> acquisition) {
        up(accounts.open(acquisition.key()), acquisition);
    }

    /**
     * Notes that the key of that account is up in that phase from now on.
     *
     * @throws IllegalStateException when it is so already
     */
    public void up(Account<T> account, Acquisition<T> acquisition) {
        Up<T> earlier = account.up;
        if (earlier == null) {
            accounts.cameUp(account);
            size++;
        } else if (earlier.in(acquisition.phase())) {
            throw new IllegalStateException(acquisition.key() + " is up already");
        }
        account.up = new Up<>(shared(acquisition), ++ups, earlier);
    }

    @SuppressWarnings("ReferenceEquality") // the very same needs no copy
    private Acquisition<T> shared(Acquisition<T> acquisition) {
        Places seen = latest;
        if (seen == null || !seen.equals(acquisition.holders())) {
            latest = acquisition.holders();
            return acquisition;
        }
        if (seen == acquisition.holders()) {
            return acquisition;
        }
        return new Acquisition<>(
                acquisition.key(),
                acquisition.phase(),
                acquisition.payload(),
                acquisition.walk(),
                seen,
                acquisition.latecomers());
    }

    /**
     * Notes that a member that joined later holds the key too.
     *
     * @throws IllegalStateException when the key is not up in that phase
     */
    public void holds(String key, Phase phase, Member<?> latecomer) {
        if (!isUp(key, phase)) {
            throw new IllegalStateException(key + " is not up in " + phase.name());
        }
        change(key, up -> up.with(phase, latecomer));
    }

    private void change(String key, UnaryOperator<Up<T>> change) {
        Account<T> account = accounts.get(key);
        if (account != null && account.up != null) {
            account.up = change.apply(account.up);
        }
    }

    /** Whether the member holds the key, by whatever phase. */
    public boolean holds(String key, Member<?> member) {
        Up<T> up = up(key);
        return up != null && up.heldBy(member) != null;
    }

    /** For each key that the member holds what it accepted last: what came up last first. */
    public List<Acquisition<T>> heldBy(Member<?> member) {
        List<Up<T>> held = new ArrayList<>();
        for (Up<T> up : latestOfAll()) {
            Up<T> latestHeld = up.heldBy(member);
            if (latestHeld != null) {
                held.add(latestHeld);
            }
        }
        return sorted(held, OLDEST_FIRST.reversed());
    }

    private static <T> List<Acquisition<T>> sorted(List<Up<T>> chosen, Comparator<Up<?>> order) {
        chosen.sort(order);
        List<Acquisition<T>> acquisitions = new ArrayList<>(chosen.size());
        chosen.forEach(up -> acquisitions.add(up.acquisition()));
        return acquisitions;
    }

    /** Everything that the member holds, each phase of each key for itself: what came up first is first. */
    public List<Acquisition<T>> allHeldBy(Member<?> member) {
        List<Acquisition<T>> held = all();
        held.removeIf(acquisition -> !acquisition.heldBy(member));
        return held;
    }

    /** Notes that one hold of the member has ended; what else it holds of the key it still holds. */
    public void letGo(String key, Phase phase, Member<?> member) {
        change(key, up -> without(up, phase, member));
    }

    private Up<T> without(Up<T> up, Phase phase, Member<?> member) {
        if (up.acquisition().phase().equals(phase)) {
            return new Up<>(shared(up.acquisition().without(member)), up.since(), up.earlier());
        }
        Up<T> earlier = up.earlier();
        return new Up<>(up.acquisition(), up.since(), earlier == null ? null : without(earlier, phase, member));
    }

    /** Notes that the member has let go of the key, by whatever phases it held it; the key stays up. */
    public void letGo(String key, Member<?> member) {
        change(key, up -> without(up, member));
    }

    private Up<T> without(Up<T> up, Member<?> member) {
        Up<T> earlier = up.earlier();
        return new Up<>(
                shared(up.acquisition().without(member)),
                up.since(),
                earlier == null ? null : without(earlier, member));
    }

    /** Notes that the key's release has taken place: nobody holds anything for it, and it is not up in any phase. */
    public void down(String key) {
        Account<T> account = accounts.get(key);
        if (account != null) {
            down(account);
        }
    }

    /** Notes that the release of that account's key has taken place. */
    public void down(Account<T> account) {
        if (account.up != null) {
            account.up = null;
            size--;
            accounts.wentDown(account);
        }
    }

    /** The phases that the key is up in, in the order in which it came up. */
    public List<Acquisition<T>> acquisitions(String key) {
        List<Acquisition<T>> acquisitions = new ArrayList<>();
        for (Up<T> up = up(key); up != null; up = up.earlier()) {
            acquisitions.add(0, up.acquisition());
        }
        return acquisitions;
    }

    /** The places on {@code route} of those who hold the key, by whatever phase. */
    public Places holders(String key, Route<?> route) {
        return holders(accounts.get(key), route);
    }

    /** The places on {@code route} of those who hold that account's key, by whatever phase; none where it is not up. */
    public Places holders(@Nullable Account<T> account, Route<?> route) {
        Up<T> latestUp = account == null ? null : account.up;
        if (latestUp == null) {
            return Places.none(route);
        }
        Acquisition<T> acquisition = latestUp.acquisition();
        if (latestUp.earlier() == null
                && acquisition.latecomers().isEmpty()
                && acquisition.holders().route() == route) {
            return acquisition.holders();
        }
        Places.Builder holders = Places.on(route);
        for (Up<T> up = latestUp; up != null; up = up.earlier()) {
            holders.addAll(up.acquisition().holders());
            for (Member<?> latecomer : up.acquisition().latecomers()) {
                int place = route.indexOf(latecomer);
                if (place >= 0) {
                    holders.add(place);
                }
            }
        }
        return holders.build();
    }

    private List<Up<T>> latestOfAll() {
        List<Up<T>> all = new ArrayList<>(size);
        accounts.forEach((key, account) -> {
            if (account.up != null) {
                all.add(account.up);
            }
        });
        return all;
    }

    /** For each key that is up what brought it up last: what came up last first. */
    public List<Acquisition<T>> newestFirst() {
        return sorted(latestOfAll(), OLDEST_FIRST.reversed());
    }

    /** All phases that all keys are up in, in the order in which they came up. */
    public List<Acquisition<T>> all() {
        List<Up<T>> all = new ArrayList<>(size);
        for (Up<T> latestUp : latestOfAll()) {
            for (Up<T> up = latestUp; up != null; up = up.earlier()) {
                all.add(up);
            }
        }
        return sorted(all, OLDEST_FIRST);
    }

    /** How many keys are up. */
    public int size() {
        return size;
    }
}
