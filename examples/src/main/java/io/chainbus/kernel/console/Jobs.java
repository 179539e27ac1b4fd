package io.chainbus.kernel.console;

import io.chainbus.kernel.Kernel;
import io.chainbus.kernel.livepatch.Livepatch;
import io.chainbus.kernel.task.Activity;
import io.chainbus.kernel.task.VirtualClock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Commands under way, and the passing of time for them. A command in the foreground has time pass until it has ended and
 * what it started has settled: the transition that it began or turned around, if it can end at all. One in the background
 * has no time pass. For one thread.
 */
final class Jobs {

    private final Livepatch livepatch;
    private final VirtualClock clock;
    private final Activity activity;
    /** Those in the background that have not been seen to have ended. */
    private final List<CompletableFuture<Status>> background = new ArrayList<>();

    Jobs(Kernel kernel) {
        this.livepatch = kernel.livepatch();
        this.clock = kernel.clock();
        this.activity = kernel.activity();
    }

    Status inForeground(Supplier<CompletionStage<Status>> command) {
        long before = livepatch.turns();
        CompletableFuture<Status> job = command.get().toCompletableFuture();
        settle();
        await(job);
        long mine = livepatch.turns();
        while (mine != before && livepatch.inTransition() && livepatch.turns() == mine && clock.hasEvents()) {
            passTime();
        }
        return job.join();
    }

    /** Says whether the command has failed already; if it has not ended yet, {@link #endAll} will say. */
    Status inBackground(Supplier<CompletionStage<Status>> command) {
        CompletableFuture<Status> job = command.get().toCompletableFuture();
        settle();
        if (job.isDone()) {
            return job.join();
        }
        background.add(job);
        return Status.DONE;
    }

    /** Has time pass until all commands in the background have ended, and says whether one of them has failed. */
    Status endAll() {
        Status status = Status.DONE;
        for (CompletableFuture<Status> job : background) {
            await(job);
            status = status.and(job.join());
        }
        background.clear();
        return status;
    }

    private void await(CompletableFuture<Status> job) {
        while (!job.isDone()) {
            if (!clock.hasEvents()) {
                throw new IllegalStateException("a command waits for something that will never happen");
            }
            passTime();
        }
    }

    private void passTime() {
        clock.runNext(clock.nextEvent());
        settle();
    }

    /** Whatever happens at this moment has happened then. */
    private void settle() {
        do {
            activity.awaitQuiet();
        } while (clock.runNext(clock.now()));
    }
}
