package io.chainbus.history.check;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The keys of a chain that there is something to know of: a walk, an acquisition or a hold. */
final class Keys {

    private final Map<String, KeyState> keys = new HashMap<>();

    KeyState of(Trail trail) {
        return keys.computeIfAbsent(trail.published.key(), KeyState::new);
    }

    /** That walk is no more. */
    void over(Trail trail) {
        KeyState key = of(trail);
        key.over(trail);
        forget(key);
    }

    /** Who is gone holds nothing. */
    void left(Member member) {
        for (KeyState key : List.copyOf(member.holding)) {
            key.released(member);
            forget(key);
        }
    }

    /** What the member holds, in the words of {@link #up}. */
    Set<String> heldBy(Member member) {
        Set<String> held = new HashSet<>();
        member.holding.forEach(key -> key.heldBy(member).forEach(phase -> held.add(phase + " of " + key.key)));
        return held;
    }

    /** All that is up, and where the walk of each started. */
    Map<String, Mark> up() {
        Map<String, Mark> all = new LinkedHashMap<>();
        keys.values().forEach(key -> key.up((phase, since) -> all.put(phase + " of " + key.key, since)));
        return all;
    }

    private void forget(KeyState key) {
        if (key.forgettable()) {
            keys.remove(key.key);
        }
    }

    /** What a walk means for its key that has ended there. */
    void settle(Account account, Mark ended) {
        Trail trail = account.trail();
        KeyState key = of(trail);
        switch (trail.published.cause()) {
            case TEARDOWN ->
                account.visits().values().forEach(visit -> {
                    if (visit.member() != null) {
                        key.released(visit.member());
                    }
                });
            case REPLAY -> {
                // Noted as it went: its hold may end before it does.
            }
            case PUBLISH -> {
                if (trail.isRelease()) {
                    key.released();
                } else if (trail.isAcquire() && !account.countsAsVetoed()) {
                    up(account, key, ended);
                }
            }
        }
    }

    private static void up(Account account, KeyState key, Mark ended) {
        Trail trail = account.trail();
        key.up(trail.published.phase(), account.start().mark(), ended);
        for (Trail.Step visit : account.visits().values()) {
            if (visit.member() != null && trail.accepts(visit)) {
                key.hold(visit.member(), trail.published.phase(), visit.mark());
            }
        }
    }
}
