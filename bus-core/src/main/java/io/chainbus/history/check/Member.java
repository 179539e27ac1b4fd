package io.chainbus.history.check;

import io.chainbus.history.Entry;
import io.chainbus.history.Recorded;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One registration of an id. Who leaves and comes back is another member: that is how holds of before are told from
 * holds of now. A subscriber that is being replayed to is a member too, though not on the chain yet.
 */
final class Member {

    final String id;

    /** What it was registered with; none while it is being replayed to. */
    private Entry.@Nullable Registered registration;

    @Nullable
    Mark registered;

    @Nullable
    Mark gone;

    /** When it went away last, of those that are durable. */
    @Nullable
    Mark away;

    /** When it was back from that. */
    @Nullable
    Mark back;

    /** The first time that a walk passed it as leaving. Then it has to leave, and no walk that starts later visits it. */
    @Nullable
    Mark skipped;

    /** How many visits have begun since, by their own times. */
    int begunSinceSkipped;

    /** The first visit in spite of that. */
    @Nullable
    Mark visitedInSpite;

    /** Whether it joined a chain on which there had been walks. */
    boolean joinedRunning;

    /** Whether any walk has visited it. */
    boolean visited;

    /** What it was told to let go of last, since it leaves. */
    @Nullable
    LetGo letGo;

    /**
     * The first visit that nobody has heard of, since the subscriber's node was gone with it. Then it has died, or has gone
     * away by that, and its handler is not called until it is back.
     */
    @Nullable
    Unheard unheard;

    /** Whether it has died, or is away since its actor or its node is gone. */
    boolean dead;

    /** Where its own node wrote of the visit, and where another went on without it. */
    record Unheard(Mark visit, Mark without) {}

    /** The line with which the key had come up, and where it was told. */
    record LetGo(long up, Mark mark) {}

    /** The keys that it holds, so that leaving costs what it holds and not what there is. */
    final Set<KeyState> holding = new HashSet<>();

    Member(String id) {
        this.id = id;
    }

    /**
     * @param running whether walks had been published before
     */
    void join(Entry.Registered entry, Mark mark, boolean running) {
        registration = entry;
        registered = mark;
        joinedRunning = running;
    }

    /** A walk has gone on without that visit. */
    void unheard(Mark visit, Mark without) {
        if (unheard == null) {
            unheard = new Unheard(visit, without);
        }
    }

    /** The visit that it has had twice if it has not died; absent if there is none. */
    @Nullable
    Unheard visitedTwice() {
        return dead ? null : unheard;
    }

    /** It is gone, or away, for that cause. */
    void parts(Recorded.Absence cause) {
        dead |= cause == Recorded.Absence.DIED;
    }

    /** The earlier registered, the lower. */
    long order() {
        return registered == null ? Long.MAX_VALUE : registered.number();
    }

    boolean isGone() {
        return gone != null;
    }

    boolean isAway() {
        return away != null && back == null;
    }

    boolean observer() {
        return has(Recorded.Trait.OBSERVER);
    }

    boolean durable() {
        return has(Recorded.Trait.DURABLE);
    }

    private boolean has(Recorded.Trait trait) {
        return registration != null && registration.traits().contains(trait);
    }

    int priority() {
        return registration == null ? 0 : registration.priority();
    }

    Recorded.Anchor anchor() {
        return registration == null ? Recorded.Anchor.NONE : registration.anchor();
    }

    List<String> before() {
        return registration == null ? List.of() : registration.before();
    }

    List<String> after() {
        return registration == null ? List.of() : registration.after();
    }

    @Override
    public String toString() {
        return id;
    }
}
