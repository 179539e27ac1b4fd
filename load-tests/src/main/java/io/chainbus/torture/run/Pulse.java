package io.chainbus.torture.run;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Waits for what was promised, for as long as anything at all goes on: an answer is missing only when nobody has been
 * called and nobody answered for as long as patience lasts. Thread-safe.
 */
final class Pulse {

    /** What was promised has not come, and nothing else comes either. */
    static final class Stalled extends RuntimeException {
        private static final long serialVersionUID = 1;

        Stalled(String awaited, Duration patience) {
            super(awaited + " has not come, and nothing else has happened for " + patience.toSeconds() + " s");
        }
    }

    private static final long LOOK_MILLIS = 200;

    private final Duration patience;
    private final AtomicLong beats = new AtomicLong();

    Pulse(Duration patience) {
        this.patience = patience;
    }

    /** Something has happened. */
    void beat() {
        beats.incrementAndGet();
    }

    /**
     * What the stage comes to.
     *
     * @throws Stalled when it comes to nothing
     */
    <V> V await(CompletionStage<V> stage, String what) {
        CompletableFuture<V> future = stage.toCompletableFuture();
        long seen = beats.get();
        long quiet = 0;
        while (true) {
            try {
                V value = future.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                beat();
                return value;
            } catch (TimeoutException notYet) {
                long now = beats.get();
                quiet = now == seen ? quiet + LOOK_MILLIS : 0;
                seen = now;
                if (quiet >= patience.toMillis()) {
                    throw new Stalled(what, patience);
                }
            } catch (ExecutionException failed) {
                throw new IllegalStateException(what + " failed", failed.getCause());
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", interrupted);
            }
        }
    }
}
