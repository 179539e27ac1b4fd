package io.chainbus.kernel.loader;

import io.chainbus.event.ModulePhase;
import io.chainbus.kernel.module.Errno;
import io.chainbus.kernel.module.KernelModule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Writes announcements down, and answers at once unless told to refuse or to wait. */
final class ScriptedAnnouncer implements Announcer {

    final List<String> announced = new ArrayList<>();
    private final Map<String, Errno> refusals = new HashMap<>();
    private final Map<String, CompletableFuture<Answer>> held = new HashMap<>();

    void refuse(String module, Errno errno) {
        refusals.put(module, errno);
    }

    void accept(String module) {
        refusals.remove(module);
    }

    /** Does not answer that announcement until the stage is completed. */
    CompletableFuture<Answer> hold(ModulePhase phase, String module) {
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        held.put(phase + " " + module, answer);
        return answer;
    }

    @Override
    public CompletionStage<Answer> announce(ModulePhase phase, KernelModule module) {
        String what = phase + " " + module.name();
        announced.add(what);
        CompletableFuture<Answer> waiting = held.remove(what);
        if (waiting != null) {
            return waiting;
        }
        Errno errno = refusals.get(module.name());
        return CompletableFuture.completedFuture(
                phase == ModulePhase.COMING && errno != null
                        ? new Answer.Refused(errno, "somebody", "no")
                        : new Answer.Told());
    }
}
