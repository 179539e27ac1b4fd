package io.chainbus.coordinator;

import io.chainbus.chain.Member;
import io.chainbus.chain.Position;
import io.chainbus.explain.Reason;
import java.util.List;

/**
 * A subscriber in its place on a chain.
 *
 * @param place from 1, first to last on the way down
 * @param member the registration; the same id that left and came back is another, unless its place was kept
 * @param effectivePriority what it counts with (promise P1)
 * @param why it stands where it does
 */
public record Seat(int place, Member<?> member, int effectivePriority, State state, List<Reason> why) {

    /** Whether a subscriber is visited. */
    public enum State {
        /** It is. */
        SERVING,
        /** One of its handlers is past its deadline: its policy answers for it until that returns (promise P9). */
        STUCK,
        /** It is durable, and away: its place is kept and its policy answers for it (promise P3c). */
        AWAY,
        /** It is leaving and is skipped; one of its handlers has begun and is waited for (promise P7). */
        LEAVING
    }

    public Seat {
        why = List.copyOf(why);
    }

    public String id() {
        return member.id();
    }

    /** As it was registered. */
    public Position position() {
        return member.position();
    }

    public boolean observer() {
        return member.observer();
    }
}
