package io.chainbus.cluster.agent;

import io.chainbus.cluster.trace.Mark;
import io.chainbus.cluster.trace.Trace;
import io.chainbus.cluster.wire.Horizon;
import io.chainbus.cluster.wire.Undoing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an agent remembers of the walks that nobody has told it to forget, so that whoever asks again is answered and no
 * handler is called twice (promise P8), whichever coordinator asks and however it cuts the walk into segments. A walk that
 * has been forgotten is known to have ended: what is still asked of it was sent long ago.
 *
 * <pre>
 *   each place, on the way out and on the way back:   (unknown) ── begin ──► running ── done ──► known
 *   each walk:                                        (unknown) ───────────► remembered ── forget ──► passed
 * </pre>
 *
 * <p>Places are given in the order in which they are visited. Not thread-safe.
 */
final class Memory {

    private static final char UNKNOWN = 0;
    private static final char RUNNING = '?';

    /** Room is made for so many places at least. */
    private static final int PLACES = 16;

    /** What is known of a segment of a walk. */
    sealed interface Recall {}

    /** It is being visited, or a part of it is; there will be an answer by itself. */
    enum Running implements Recall {
        INSTANCE
    }

    /** The walk has ended: nobody waits for an answer. */
    enum Passed implements Recall {
        INSTANCE
    }

    /**
     * It is to be visited.
     *
     * @param from what is known already: so many places
     */
    record Unknown(int from) implements Recall {}

    /** It has been visited; and undone, where one of them vetoed. */
    record Known(Trace trace) implements Recall {}

    /** It had been visited, and was then made to undo that since somebody else had vetoed. */
    record WasUndone(Trace trace, Undoing undoing) implements Recall {}

    private static final Recall ALL_UNKNOWN = new Unknown(0);

    /** A walk's marks, by place. */
    private static final class Past {
        char[] out = new char[0];
        char[] back = new char[0];
        List<Trace.Remark> remarks = List.of();

        @Nullable
        Undoing undoing;

        @Nullable
        Subject subject;

        char mark(int place, boolean toBack) {
            char[] marks = toBack ? back : out;
            return place < marks.length ? marks[place] : UNKNOWN;
        }

        void mark(int place, boolean toBack, char mark) {
            char[] marks = toBack ? back : out;
            if (place >= marks.length) {
                marks = Arrays.copyOf(marks, Math.max(PLACES, place + 1));
                if (toBack) {
                    back = marks;
                } else {
                    out = marks;
                }
            }
            marks[place] = mark;
        }
    }

    private final Map<Long, Past> walks = new HashMap<>();
    private Horizon horizon = Horizon.NONE;

    /**
     * What is known of that segment.
     *
     * @param back whether its undo is asked for
     */
    Recall recall(long walk, List<Integer> places, boolean back) {
        Past past = walks.get(walk);
        if (past == null) {
            return horizon.passed(walk) ? Passed.INSTANCE : ALL_UNKNOWN;
        }
        int known = places.size();
        for (int index = places.size() - 1; index >= 0; index--) {
            char mark = past.mark(places.get(index), back);
            if (mark == RUNNING) {
                return Running.INSTANCE;
            }
            known = mark == UNKNOWN ? index : known;
        }
        Undoing undoing = past.undoing;
        if (!back && undoing != null) {
            return new WasUndone(trace(past, places, false), undoing);
        }
        return known == places.size() ? new Known(trace(past, places, back)) : new Unknown(known);
    }

    /** What is known of that segment, of its undo, or of both; {@link Mark#NONE} where nothing is. */
    Trace trace(long walk, List<Integer> places, boolean back) {
        Past past = walks.get(walk);
        return trace(past == null ? new Past() : past, places, back);
    }

    private static Trace trace(Past past, List<Integer> places, boolean back) {
        boolean undone = !back && places.stream().anyMatch(place -> past.mark(place, true) != UNKNOWN);
        List<Trace.Remark> remarks = past.remarks.stream()
                .filter(remark -> places.contains(remark.place()) && (undone || remark.back() == back))
                .toList();
        return new Trace(text(past, places, back), undone ? text(past, places, true) : "", remarks);
    }

    private static String text(Past past, List<Integer> places, boolean back) {
        StringBuilder text = new StringBuilder(places.size());
        for (int place : places) {
            char mark = past.mark(place, back);
            text.append(mark == UNKNOWN || mark == RUNNING ? Mark.NONE : mark);
        }
        return text.toString();
    }

    /**
     * Visits begin.
     *
     * @param places those that are not known
     * @param undoing absent on the way out
     */
    void begin(long walk, List<Integer> places, @Nullable Undoing undoing) {
        Past past = walks.computeIfAbsent(walk, unused -> new Past());
        for (int place : places) {
            past.mark(place, undoing != null, RUNNING);
        }
        if (undoing != null) {
            past.undoing = undoing;
        }
    }

    /** What a walk that has begun here is about. */
    void about(long walk, Subject subject) {
        Past past = walks.get(walk);
        if (past != null) {
            past.subject = subject;
        }
    }

    /** What a walk is about that has begun here; absent where none has. */
    @Nullable
    Subject subject(long walk) {
        Past past = walks.get(walk);
        return past == null ? null : past.subject;
    }

    /**
     * They are over.
     *
     * @param places those that had begun
     * @param trace what came of them; with a way back if somebody of them vetoed
     */
    void done(long walk, List<Integer> places, boolean back, Trace trace) {
        Past past = walks.get(walk);
        if (past == null) {
            return;
        }
        for (int index = 0; index < places.size(); index++) {
            past.mark(places.get(index), back, trace.out().charAt(index));
            if (!trace.back().isEmpty() && trace.back().charAt(index) != Mark.NONE) {
                past.mark(places.get(index), true, trace.back().charAt(index));
            }
        }
        if (!trace.remarks().isEmpty()) {
            List<Trace.Remark> more = new ArrayList<>(past.remarks);
            more.addAll(trace.remarks());
            past.remarks = more;
        }
    }

    /** Forgets what nobody will ask for again. One that says less than another before it changes nothing. */
    void forget(Horizon to) {
        if (to.below() < horizon.below() || to.equals(horizon)) {
            return;
        }
        Horizon before = horizon;
        horizon = to;
        Set<Long> open = new HashSet<>(to.open());
        if (to.below() - before.below() > walks.size()) {
            walks.keySet().removeIf(walk -> walk < to.below() && !open.contains(walk));
            return;
        }
        before.open().forEach(walk -> forget(walk, open));
        for (long walk = before.below(); walk < to.below(); walk++) {
            forget(walk, open);
        }
    }

    private void forget(long walk, Set<Long> open) {
        if (!open.contains(walk)) {
            walks.remove(walk);
        }
    }

    /** Forgets all: from now on there are other walks of the same numbers. */
    void forgetAll() {
        walks.clear();
        horizon = Horizon.NONE;
    }

    /** How many walks are remembered. */
    int size() {
        return walks.size();
    }
}
