package io.chainbus.history.check;

import io.chainbus.history.Entry;
import io.chainbus.history.Turn;
import java.util.HashMap;
import java.util.Map;

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

    void visited(Trail trail, KeyState key, Member member, Trail.Step visit) {
        Replay replay = new Replay(key, member, trail.published.phase());
        byWalk.put(trail.id(), replay);
        byJoining.computeIfAbsent(member.id, id -> new HashMap<>()).put(trail.id(), replay);
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
        Map<Long, Replay> replays = byJoining.remove(subscriber);
        if (replays != null) {
            replays.forEach((walk, replay) -> {
                byWalk.remove(walk);
                settled.put(walk, replay);
            });
        }
    }
}
