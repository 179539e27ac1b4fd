package io.chainbus.bench.event;

import java.util.Arrays;

/**
 * Work that keeps a core busy without touching memory or the clock, in units that are calibrated once for a run: so a
 * handler that is to take a microsecond takes more of it where it has to share its core, as real work does.
 */
public final class Work {

    private static final int SAMPLES = 21;
    private static final long UNITS = 200_000;
    /** Never true; keeps the compiler from leaving the work out. */
    private static volatile long impossible = Long.MIN_VALUE;

    private Work() {}

    /** Works for so many units. */
    public static void spend(long units) {
        long state = units;
        for (long i = units; i > 0; i--) {
            state = state * 6364136223846793005L + 1442695040888963407L;
        }
        if (state == 0 && impossible == units) {
            throw new AssertionError(state);
        }
    }

    /** How many units one microsecond takes on this machine now: the fastest of several tries, since a try can be interrupted. */
    public static double unitsPerMicrosecond() {
        for (int i = 0; i < SAMPLES; i++) {
            spend(UNITS); // to be compiled
        }
        long[] nanos = new long[SAMPLES];
        for (int i = 0; i < SAMPLES; i++) {
            long start = System.nanoTime();
            spend(UNITS);
            nanos[i] = System.nanoTime() - start;
        }
        return UNITS * 1e3 / Math.max(1, Arrays.stream(nanos).min().orElseThrow());
    }
}
