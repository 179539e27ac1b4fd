package io.chainbus.ledger;

import io.chainbus.chain.Member;
import io.chainbus.chain.Places;
import io.chainbus.chain.Route;
import io.chainbus.event.Phase;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
 * <p>Memory: one map entry and one acquisition for each key and phase; equal sets of holders of one route are one
 * shared {@link Places}. Not thread-safe.
 *
 * @param <T> the payload
 */
public final class Ledger<T> {

    private static final Comparator<Up<?>> OLDEST_FIRST = Comparator.comparingLong(Up::since);

    private final Map<String, Up<T>> byKey = new HashMap<>();
    /** The set of holders noted last: mostly the next key is held by the same. */
    private @Nullable Places latest;
    /** How often anything has come up. */
    private long ups;

    /**
     * A key's acquisitions, latest first.
     *
     * @param since grows with each that comes up, of whatever key
     */
    private record Up<T>(
            Acquisition<T> acquisition,
            long since,
            @Nullable Up<T> earlier) {

        Up<T> with(Phase phase, Member<?> latecomer) {
            if (acquisition.phase().equals(phase)) {
                return new Up<>(acquisition.and(latecomer), since, earlier);
            }
            return new Up<>(acquisition, since, earlier == null ? null : earlier.with(phase, latecomer));
        }

        /** The latest of the key's acquisitions that the member accepted. */
        @Nullable
        Up<T> heldBy(Member<?> member) {
            for (Up<T> up = this; up != null; up = up.earlier()) {
                if (up.acquisition().heldBy(member)) {
                    return up;
                }
            }
            return null;
        }
    }

    /** Whether the key is up in any phase. */
    public boolean isUp(String key) {
        return byKey.containsKey(key);
    }

    /** Whether the key is up in that phase. */
    public boolean isUp(String key, Phase phase) {
        for (Up<T> up = byKey.get(key); up != null; up = up.earlier()) {
            if (up.acquisition().phase().equals(phase)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Notes that the key is up in that phase from now on.
     *
     * @throws IllegalStateException when it is so already
     */
    public void up(Acquisition<T> acquisition) {
        Up<T> alone = new Up<>(shared(acquisition), ++ups, null);
        Up<T> earlier = byKey.putIfAbsent(acquisition.key(), alone);
        if (earlier == null) {
            return;
        }
        if (isUp(acquisition.key(), acquisition.phase())) {
            throw new IllegalStateException(acquisition.key() + " is up already");
        }
        byKey.put(acquisition.key(), new Up<>(alone.acquisition(), alone.since(), earlier));
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
        byKey.computeIfPresent(key, (unused, up) -> up.with(phase, latecomer));
    }

    /** Whether the member holds the key, by whatever phase. */
    public boolean holds(String key, Member<?> member) {
        Up<T> up = byKey.get(key);
        return up != null && up.heldBy(member) != null;
    }

    /** For each key that the member holds what it accepted last: what came up last first. */
    public List<Acquisition<T>> heldBy(Member<?> member) {
        List<Up<T>> held = new ArrayList<>();
        for (Up<T> up : byKey.values()) {
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
        byKey.computeIfPresent(key, (unused, up) -> without(up, phase, member));
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
        byKey.computeIfPresent(key, (unused, up) -> without(up, member));
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
        byKey.remove(key);
    }

    /** The phases that the key is up in, in the order in which it came up. */
    public List<Acquisition<T>> acquisitions(String key) {
        List<Acquisition<T>> acquisitions = new ArrayList<>();
        for (Up<T> up = byKey.get(key); up != null; up = up.earlier()) {
            acquisitions.add(0, up.acquisition());
        }
        return acquisitions;
    }

    /** The places on {@code route} of those who hold the key, by whatever phase. */
    public Places holders(String key, Route<?> route) {
        Up<T> latestUp = byKey.get(key);
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

    /** For each key that is up what brought it up last: what came up last first. */
    public List<Acquisition<T>> newestFirst() {
        return sorted(new ArrayList<>(byKey.values()), OLDEST_FIRST.reversed());
    }

    /** All phases that all keys are up in, in the order in which they came up. */
    public List<Acquisition<T>> all() {
        List<Up<T>> all = new ArrayList<>(byKey.size());
        for (Up<T> latestUp : byKey.values()) {
            for (Up<T> up = latestUp; up != null; up = up.earlier()) {
                all.add(up);
            }
        }
        return sorted(all, OLDEST_FIRST);
    }

    /** How many keys are up. */
    public int size() {
        return byKey.size();
    }
}
