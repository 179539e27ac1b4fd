package io.chainbus.history.check;

import io.chainbus.history.Entry;
import io.chainbus.history.PhaseRule;
import io.chainbus.history.Recorded.Trait;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** What a simulated chain consists of: who is on it, its keys, and the walks under way. */
final class SimulatedChain {

    final RandomGenerator random;
    final boolean current;
    final Scribe scribe;
    final Map<String, Sub> members = new LinkedHashMap<>();
    final Map<String, Key> keys = new LinkedHashMap<>();
    final List<Walk> open = new ArrayList<>();
    private long walks;
    /** How much has come up. */
    long ups;

    /** One registration. */
    static final class Sub {
        final Entry.Registered at;
        /** Whether it can be at several visits at once. */
        final boolean async;

        int running;
        boolean leaving;
        boolean gone;
        boolean stuck;
        boolean away;
        /** Its own handler waits for its leave: that one is not waited for. */
        int waitingForItself;

        Sub(Entry.Registered at, boolean async) {
            this.at = at;
            this.async = async;
        }

        String id() {
            return at.subscriber();
        }

        boolean observer() {
            return at.traits().contains(Trait.OBSERVER);
        }

        boolean durable() {
            return at.traits().contains(Trait.DURABLE);
        }
    }

    static final class Key {
        final String name;
        final List<Walk> waiting = new ArrayList<>();
        final Set<String> up = new LinkedHashSet<>();
        /** For each phase that it is up in: how much had come up by then, of whatever key. */
        final Map<String, Long> upSince = new HashMap<>();

        final Map<Sub, Set<String>> holds = new LinkedHashMap<>();
        boolean busy;

        Key(String name) {
            this.name = name;
        }

        /** When the key came up last of what that one holds it by; 0 when it does not. */
        long newestHold(Sub sub) {
            return holds.getOrDefault(sub, Set.of()).stream()
                    .mapToLong(phase -> upSince.getOrDefault(phase, 0L))
                    .max()
                    .orElse(0);
        }
    }

    static final class Walk {
        final long id;
        final Key key;
        final String phase;
        final List<Sub> accepted = new ArrayList<>();
        List<Sub> ahead = new ArrayList<>();

        /** Whose handler is at it. */
        @Nullable
        Sub at;

        long from;

        /** Who vetoed it. */
        @Nullable
        Sub vetoed;

        Walk(long id, Key key, String phase) {
            this.id = id;
            this.key = key;
            this.phase = phase;
        }

        PhaseRule rule() {
            return Scribe.rule(phase);
        }
    }

    SimulatedChain(RandomGenerator random) {
        this.random = random;
        this.current = chance(20);
        this.scribe = current ? Scribe.current() : Scribe.accepted();
        for (String key : List.of("net", "usb", "ext4", "probe-a", "probe-b")) {
            keys.put(key, new Key(key));
        }
    }

    boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    <T> T any(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    long nextWalk() {
        return ++walks;
    }

    List<Entry.Registered> registrations() {
        return members.values().stream().map(sub -> sub.at).toList();
    }

    List<Sub> staying() {
        return members.values().stream().filter(sub -> !sub.leaving).toList();
    }

    List<Sub> away() {
        return members.values().stream().filter(sub -> sub.away).toList();
    }

    static void hold(Key key, Sub sub, String phase) {
        key.holds.computeIfAbsent(sub, s -> new LinkedHashSet<>()).add(phase);
    }
}
