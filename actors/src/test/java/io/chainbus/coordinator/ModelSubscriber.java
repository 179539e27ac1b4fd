package io.chainbus.coordinator;

import io.chainbus.event.Phase;
import io.chainbus.verdict.Source;
import io.chainbus.verdict.Verdict;
import io.chainbus.walk.Visit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A registration, and what the {@link ModelChain} knows of it. */
final class ModelSubscriber {

    /** A verdict and where it came from. */
    record Given(Verdict verdict, Source source) {}

    /** A handler that has been called; over when its answer has been used, or made good. */
    static final class Call {
        final ModelWalk walk;
        final Visit<String> visit;
        /** What it answered, or what its policy says since it threw. */
        @Nullable
        Given answer;
        /** What was given in its place. */
        @Nullable
        Given standIn;
        /** Its own undo, after it had accepted too late. */
        @Nullable
        Call amends;

        Call(ModelWalk walk, Visit<String> visit) {
            this.walk = walk;
            this.visit = visit;
        }
    }

    /** What is up: a key in a phase, by that walk. */
    record Up(ModelWalk walk) {
        String key() {
            return walk.key;
        }

        Phase phase() {
            return walk.phase;
        }
    }

    final String id;
    final int priority;
    final boolean first;
    /** Ids that it stands after. */
    final Set<String> after;

    final boolean observer;
    final boolean replay;
    final boolean durable;
    /** Past its deadline as soon as anybody looks. */
    final boolean hasty;
    /** What it is taken to say when it says nothing. */
    final Verdict policy;

    boolean leaving;
    boolean died;
    /** Its policy answers: its actor has stopped, or it goes for a while, and its place is kept. */
    boolean away;

    boolean dead;
    int overdue;
    final List<Call> calls = new ArrayList<>();

    // While it joins with replay.

    /** What was up when it asked, the oldest first, and is up still; it is told in this order. */
    final List<Up> oldest = new ArrayList<>();

    final Set<Up> told = new HashSet<>();
    /** Replays that it accepted, in order. */
    final List<ModelWalk> held = new ArrayList<>();

    boolean vetoed;

    /** A replay found it gone. */
    boolean passed;

    // Where it is durable.

    /** The chain has seen that it is away. */
    boolean seenAway;
    /** Its window has passed while somebody was coming back for it. */
    boolean windowPassed;
    /** What was under way when it was seen to be away. */
    final Set<ModelWalk> unsettled = new HashSet<>();
    /** Who comes back for it, or has. */
    @Nullable
    ModelSubscriber successor;
    /** For whom it comes back, or has. */
    @Nullable
    ModelSubscriber predecessor;
    /** Its predecessor has left before it was let in. */
    boolean turnedBack;
    /** The version of the membership without that one: what it was to be told before, it still is. */
    long turnedBackIn;
    /** What it is to be told that it holds, when it is back. */
    List<String> holds = List.of();

    ModelSubscriber(
            String id,
            int priority,
            boolean first,
            Set<String> after,
            boolean observer,
            boolean replay,
            boolean durable,
            boolean hasty,
            Verdict policy) {
        this.id = id;
        this.priority = priority;
        this.first = first;
        this.after = after;
        this.observer = observer;
        this.replay = replay;
        this.durable = durable;
        this.hasty = hasty;
        this.policy = policy;
    }

    boolean absent() {
        return leaving || died;
    }

    /** P3: whether it is that one come back, as far as can be told. */
    boolean isLike(ModelSubscriber other) {
        return durable
                && other.durable
                && id.equals(other.id)
                && priority == other.priority
                && first == other.first
                && after.equals(other.after)
                && observer == other.observer;
    }

    /** Whether its place is kept and nobody is coming back for it. */
    boolean isFree() {
        return seenAway && successor == null;
    }

    /** Who it is by now. */
    ModelSubscriber now() {
        ModelSubscriber next = successor;
        return next != null && next.isBack ? next.now() : this;
    }

    /** Whether it has been let in for its predecessor. */
    boolean isBack;

    @Nullable
    Call call(ModelWalk walk) {
        for (Call call : calls) {
            if (call.walk == walk && call.standIn == null) {
                return call;
            }
        }
        return null;
    }

    /** Whether a handler of it is at work that somebody waits for. */
    boolean atWork() {
        return calls.stream().anyMatch(call -> call.standIn == null);
    }

    @Override
    public String toString() {
        return id;
    }
}
