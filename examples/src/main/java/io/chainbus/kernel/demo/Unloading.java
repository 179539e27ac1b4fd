package io.chainbus.kernel.demo;

import io.chainbus.kernel.loader.LoadedModule;
import io.chainbus.kernel.loader.ModuleLoader;
import io.chainbus.kernel.loader.UnloadResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Unloads modules newest first, several at once, none before everything that uses it has gone. Guarded by its monitor,
 * under which nothing of the loader is called.
 */
final class Unloading {

    private final ModuleLoader loader;
    private final int atOnce;
    private final Progress progress;
    /** Of each module that is still to go, by how many others it is used. */
    private final Map<String, Integer> users = new HashMap<>();

    private final Map<String, List<String>> uses = new HashMap<>();
    private final Map<String, Integer> age = new HashMap<>();
    private final PriorityQueue<String> ready =
            new PriorityQueue<>((one, other) -> Integer.compare(ageOf(one), ageOf(other)));
    private final List<UnloadResult> results = new ArrayList<>();
    private final CompletableFuture<List<UnloadResult>> ended = new CompletableFuture<>();
    private int underWay;
    private boolean starting;

    private Unloading(ModuleLoader loader, int atOnce, Progress progress) {
        this.loader = loader;
        this.atOnce = atOnce;
        this.progress = progress;
    }

    /**
     * Unloads all that can be.
     *
     * @return what each attempt came to; modules whose users stay are not attempted
     */
    static CompletionStage<List<UnloadResult>> all(
            ModuleLoader loader, List<LoadedModule> newestFirst, int atOnce, Progress progress) {
        Unloading unloading = new Unloading(loader, atOnce, progress);
        unloading.plan(newestFirst);
        unloading.pump();
        return unloading.ended;
    }

    private synchronized void plan(List<LoadedModule> newestFirst) {
        Set<String> names = new HashSet<>();
        newestFirst.forEach(module -> names.add(module.name()));
        for (LoadedModule module : newestFirst) {
            age.put(module.name(), age.size());
            users.put(module.name(), module.usedBy().size());
            module.usedBy()
                    .forEach(user -> uses.computeIfAbsent(user, unused -> new ArrayList<>())
                            .add(module.name()));
        }
        names.stream().filter(name -> users.getOrDefault(name, 0) == 0).forEach(ready::add);
    }

    private int ageOf(String name) {
        return age.getOrDefault(name, 0);
    }

    /** Starts what can be started. A call from within itself, by an unload that is done at once, leaves it to the outer. */
    private void pump() {
        synchronized (this) {
            if (starting) {
                return;
            }
            starting = true;
        }
        for (String next = take(); !next.isEmpty(); next = take()) {
            loader.rmmod(next).whenComplete(this::landed);
        }
    }

    private synchronized String take() {
        String next = underWay < atOnce ? ready.poll() : null;
        if (next != null) {
            underWay++;
            return next;
        }
        starting = false;
        if (underWay == 0) {
            ended.complete(List.copyOf(results));
        }
        return "";
    }

    private void landed(UnloadResult result, Throwable failure) {
        if (failure != null) {
            ended.completeExceptionally(failure);
            return;
        }
        progress.step();
        synchronized (this) {
            underWay--;
            results.add(result);
            if (result instanceof UnloadResult.Unloaded gone) {
                for (String used : uses.getOrDefault(gone.name(), List.of())) {
                    if (users.merge(used, -1, Integer::sum) == 0) {
                        ready.add(used);
                    }
                }
            }
        }
        pump();
    }
}
