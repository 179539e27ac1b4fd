package io.chainbus.kernel.task;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * What is under way on other threads. Who lets virtual time pass waits first until nothing is, so that everything that a
 * moment brings about has happened before the next one.
 *
 * <p>Counted are stages, each until all that depends on it has run, as far as that runs on the thread that completes it.
 * So whoever goes on from stage to stage without a thread of its own is counted without a gap. Thread-safe.
 */
public final class Activity {

    private int underWay;

    /** The same stage, counted. */
    public <T> CompletionStage<T> count(CompletionStage<T> stage) {
        begin();
        CompletableFuture<T> counted = new CompletableFuture<>();
        stage.whenComplete((value, failure) -> {
            try {
                if (failure == null) {
                    counted.complete(value);
                } else {
                    counted.completeExceptionally(failure);
                }
            } finally {
                end();
            }
        });
        return counted;
    }

    private synchronized void begin() {
        underWay++;
    }

    private synchronized void end() {
        underWay--;
        if (underWay == 0) {
            notifyAll();
        }
    }

    /**
     * Waits until nothing is under way. Not to be called by what is.
     *
     * @throws IllegalStateException if the thread is interrupted
     */
    public synchronized void awaitQuiet() {
        while (underWay > 0) {
            try {
                wait();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while a command was under way", interrupted);
            }
        }
    }
}
