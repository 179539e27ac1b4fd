package io.chainbus.coordinator;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.random.RandomGenerator;

/** Threads that run when they are told to; some of what they are given they refuse, by chance. */
final class SteppedThreads implements Executor {

    private final RandomGenerator random;
    private final List<Runnable> tasks = new ArrayList<>();

    SteppedThreads(RandomGenerator random) {
        this.random = random;
    }

    @Override
    public void execute(Runnable task) {
        if (random.nextInt(3) == 0) {
            throw new RejectedExecutionException();
        }
        tasks.add(task);
    }

    /** How many tasks wait. */
    int waiting() {
        return tasks.size();
    }

    /** Runs one of those that wait. */
    void run(int which) {
        tasks.remove(which).run();
    }
}
