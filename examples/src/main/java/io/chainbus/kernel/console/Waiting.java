package io.chainbus.kernel.console;

import java.util.concurrent.CompletionStage;

/** The console's thread waits for what a command started. It is nobody's handler, so nothing waits for it meanwhile. */
final class Waiting {

    private Waiting() {}

    static <T> T on(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }
}
