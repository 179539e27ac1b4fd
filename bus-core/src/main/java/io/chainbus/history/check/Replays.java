package io.chainbus.history.check;

import io.chainbus.history.Entry;
import io.chainbus.history.Recorded;
import io.chainbus.history.Turn;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What subscribers that are about to join have accepted. If one vetoes, what it accepted before is undone, in walks
 * that have ended; so these walks are remembered until it has joined or was refused, and for a while after that.
 */
final class Replays {

    private static final int REMEMBERED = 4096;

    private final Map<String, Map<Long, Replay>> byJoining = new HashMap<>();
    private final Map<Long, Replay> byWalk = new HashMap<>();
    private final Map<Long, Replay> settled = new Latest<>(REMEMBERED);

    private record Replay(KeyState key, Member member, String phase) {}

    /** For each subscriber that joins: the starts of the acquires that it has been told of. */
    private final Map<String, Set<Mark>> told = new HashMap<>();

    /** That subscriber has been told what the key is up in. */
    private void told(Trail trail, KeyState key, String subscriber) {
        key.upSince(trail.published.phase())
                .ifPresent(since ->
                        told.computeIfAbsent(subscriber, id -> new HashSet<>()).add(since));
    }

    /** What is up and that subscriber, which has joined with replay, has not been told of, or has vetoed. */
    Map<String, Mark> missed(String subscriber, Keys keys) {
        Map<String, Mark> missed = keys.up();
        missed.values().removeAll(told.getOrDefault(subscriber, Set.of()));
        return missed;
    }

    /** The same of one that is back, leaving out what it has held all along. */
    Map<String, Mark> missed(Member member, Keys keys) {
        Map<String, Mark> missed = missed(member.id, keys);
        missed.keySet().removeAll(keys.heldBy(member));
        return missed;
    }

    void visited(Trail trail, KeyState key, Member member, Trail.Step visit) {
        Replay replay = new Replay(key, member, trail.published.phase());
        byWalk.put(trail.id(), replay);
        byJoining.computeIfAbsent(member.id, id -> new HashMap<>()).put(trail.id(), replay);
        if (visit.turn().verdict() != Recorded.Verdict.VETO) {
            told(trail, key, member.id);
        }
        if (trail.accepts(visit)) {
            key.hold(member, replay.phase(), visit.mark());
        }
    }

    /** Whether the visit undoes a replay; if so, it ends the hold. */
    boolean undone(Turn turn) {
        Replay replay = byWalk.getOrDefault(turn.walk(), settled.get(turn.walk()));
        if (replay == null || !replay.member().id.equals(turn.subscriber())) {
            return false;
        }
        replay.key().undone(replay.member(), replay.phase());
        return true;
    }

    /** Whether the line says that a replay is not undone, since its subscriber is gone. */
    boolean passed(Entry.Skipped entry) {
        Replay replay = byWalk.getOrDefault(entry.walk(), settled.get(entry.walk()));
        return replay != null && replay.member().id.equals(entry.subscriber());
    }

    void settled(String subscriber) {
        told.remove(subscriber);
        Map<Long, Replay> replays = byJoining.remove(subscriber);
        if (replays != null) {
            replays.forEach((walk, replay) -> {
                byWalk.remove(walk);
                settled.put(walk, replay);
            });
        }
    }
}
