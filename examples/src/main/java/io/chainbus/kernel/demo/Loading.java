package io.chainbus.kernel.demo;

import io.chainbus.kernel.loader.Arguments;
import io.chainbus.kernel.loader.InTurn;
import io.chainbus.kernel.loader.LoadResult;
import io.chainbus.kernel.loader.ModuleLoader;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;

/** Several loaders that work through one list of names, each asking for the next one when it is done with one. */
final class Loading {

    private Loading() {}

    /** Loads all of them; done when every loader has found the list at its end. */
    static CompletionStage<Map<String, LoadResult>> all(
            ModuleLoader loader, Collection<String> names, int loaders, Progress progress) {
        Queue<String> queue = new ConcurrentLinkedQueue<>(names);
        Map<String, LoadResult> results = Collections.synchronizedMap(new LinkedHashMap<>());
        CompletableFuture<?>[] all = IntStream.range(0, loaders)
                .mapToObj(unused -> InTurn.forEach(
                                () -> Optional.ofNullable(queue.poll()),
                                name -> loader.modprobe(name, Arguments.none()).thenApply(result -> {
                                    progress.step();
                                    return results.put(name, result);
                                }))
                        .toCompletableFuture())
                .toArray(CompletableFuture<?>[]::new);
        return CompletableFuture.allOf(all).thenApply(done -> results);
    }
}
