package io.chainbus.chain;

/**
 * What the order function compares (promise P1), as one number: the band, and inside the middle band the effective
 * priority. Inside FIRST and LAST all ranks are equal: their members are ordered by constraints alone, since nobody
 * joins them without a constraint that names each of the others.
 */
final class Rank {

    static final long FIRST = Integer.MAX_VALUE + 1L;
    static final long LAST = Integer.MIN_VALUE - 1L;

    /** Below every rank. */
    static final long NOBODY = LAST - 1;

    private Rank() {}

    static long of(Position position, int effectivePriority) {
        return switch (position.anchor()) {
            case FIRST -> FIRST;
            case NONE -> effectivePriority;
            case LAST -> LAST;
        };
    }
}
