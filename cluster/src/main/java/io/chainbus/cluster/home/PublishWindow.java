package io.chainbus.cluster.home;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a coordinator knows of one publisher's publishes: each is accepted once, in the order of their numbers, however
 * often and in whatever order the messages come.
 *
 * <pre>
 *        below            next
 *   ───────┼───────────────┼──────────────►  numbers
 *    done  │ open or ended │ not known, apart from some that were known to the coordinator before
 * </pre>
 *
 * <p>Not thread-safe.
 *
 * @param <R> what a publish ended in
 */
final class PublishWindow<R> {

    /** What is to be done with a publish. */
    enum Standing {
        /** It is accepted now. */
        NEXT,
        /** It is under way. */
        OPEN,
        /** It has ended; see {@link #result}. */
        ENDED,
        /** Its publisher has had its receipt. */
        PAST,
        /** Others before it are missing. */
        TOO_EARLY
    }

    private final Map<Long, Long> open = new HashMap<>();
    private final Map<Long, R> results = new HashMap<>();
    private long below;
    private long next;

    /** Nothing is known but that the publisher has receipts for all numbers below that. */
    PublishWindow(long below) {
        this.below = below;
        this.next = below;
    }

    Standing standing(long number) {
        if (number < below) {
            return Standing.PAST;
        }
        if (open.containsKey(number)) {
            return Standing.OPEN;
        }
        if (results.containsKey(number)) {
            return Standing.ENDED;
        }
        return number == next ? Standing.NEXT : Standing.TOO_EARLY;
    }

    /** It has been accepted as that walk, now or by a coordinator before. */
    void accepted(long number, long walk) {
        open.put(number, walk);
        advance();
    }

    /** It has ended, now or before. */
    void ended(long number, R result) {
        open.remove(number);
        if (number >= below) {
            results.put(number, result);
        }
        advance();
    }

    /** The publisher has receipts for all numbers below that. */
    void acknowledged(long number) {
        if (number > below) {
            drop(number);
            below = number;
            next = Math.max(next, below);
            advance();
        }
    }

    private void drop(long to) {
        if (to - below > results.size()) {
            results.keySet().removeIf(number -> number < to);
            return;
        }
        for (long number = below; number < to; number++) {
            results.remove(number);
        }
    }

    private void advance() {
        while (open.containsKey(next) || results.containsKey(next)) {
            next++;
        }
    }

    @Nullable
    R result(long number) {
        return results.get(number);
    }

    /** The number that is accepted next. */
    long next() {
        return next;
    }

    long below() {
        return below;
    }

    /** How many are under way. */
    int open() {
        return open.size();
    }
}
