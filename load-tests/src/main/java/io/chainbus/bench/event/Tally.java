package io.chainbus.bench.event;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * What one subscriber has had from one publisher. Written by one thread at a time; {@link #count} may be read by others,
 * who then see all that was noted before it.
 */
final class Tally {

    private static final VarHandle CELLS = MethodHandles.arrayElementVarHandle(long[].class);

    // The first and the last 128 bytes are there to keep what belongs to other threads off these cache lines.
    private static final int COUNT = 16;
    private static final int SUM = 17;
    private static final int LATEST = 18;
    private static final int MISPLACED = 19;
    private static final int LENGTH = 36;

    private final long[] cells = new long[LENGTH];

    Tally() {
        cells[LATEST] = -1;
    }

    /** Notes a delivery. */
    void note(long number) {
        long[] cells = this.cells;
        cells[SUM] += number;
        CELLS.setRelease(cells, COUNT, cells[COUNT] + 1);
    }

    void noteMisplaced() {
        cells[MISPLACED]++;
    }

    /** Whether that number is above all before it. */
    boolean follows(long number) {
        boolean follows = number > cells[LATEST];
        cells[LATEST] = number;
        return follows;
    }

    long count() {
        return (long) CELLS.getAcquire(cells, COUNT);
    }

    long sum() {
        return cells[SUM];
    }

    long misplaced() {
        return cells[MISPLACED];
    }
}
