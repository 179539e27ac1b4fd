package io.chainbus.interleaving;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Threads that are let loose on something once, under a model checker. */
public final class Loose {

    private Loose() {}

    /** Runs them to their ends; fails if one has failed. */
    public static void run(Thread... threads) {
        List<Throwable> thrown = Collections.synchronizedList(new ArrayList<>());
        for (Thread thread : threads) {
            thread.setUncaughtExceptionHandler((unused, failure) -> thrown.add(failure));
            thread.start();
        }
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        check(thrown.isEmpty(), "a thread threw " + thrown);
    }

    /** Fails unless that holds; in a thread of {@link #run} too. */
    public static void check(boolean holds, String what) {
        if (!holds) {
            throw new IllegalStateException("does not hold: " + what);
        }
    }
}
