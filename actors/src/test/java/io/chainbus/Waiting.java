package io.chainbus;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** How long tests wait for what must come: long enough for the slowest machine, since nothing is measured by it. */
final class Waiting {

    static final Duration AT_MOST = Duration.ofSeconds(30);

    private Waiting() {}

    static <V> V await(CompletionStage<V> stage) {
        try {
            return stage.toCompletableFuture().get(AT_MOST.toSeconds(), TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("no answer", e);
        }
    }
}
