package io.chainbus.kernel.order;

import io.chainbus.event.ModulePhase;
import io.chainbus.event.Role;
import io.chainbus.kernel.loader.Announcer;
import io.chainbus.kernel.module.Errno;
import io.chainbus.kernel.module.KernelError;
import io.chainbus.kernel.module.KernelModule;
import io.chainbus.subscriber.Handler;
import io.chainbus.verdict.Verdict;
import io.chainbus.walk.Cause;
import io.chainbus.walk.Visit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Calls some consumers by hand around a chain on which the others are, as kernel/module/main.c does with ftrace and
 * livepatch: before the chain on the way up, behind it and backwards on the way down, and backwards again where somebody
 * has refused; and on the way down only who has something of the module, as the labels that the kernel jumps to see to:
 * whoever refused to let it come never hears of its going. All that has to be got right here, at each call, is what a chain
 * with {@link Order#REVERSE} does by itself.
 *
 * <p>They are called on the caller's thread, or on the one on which the chain has answered.
 */
public final class HandCalls implements Announcer {

    /** One of them. */
    public record Consumer(String id, Handler<KernelModule> handler) {}

    private static final String BY_HAND = "by hand";

    private final List<Consumer> upwards;
    private final Announcer others;
    private final Map<String, Set<Consumer>> holders = new ConcurrentHashMap<>();

    /**
     * Calls around a chain.
     *
     * @param upwards first to last on the way up
     * @param others the chain
     */
    public HandCalls(List<Consumer> upwards, Announcer others) {
        this.upwards = List.copyOf(upwards);
        this.others = others;
    }

    @Override
    public CompletionStage<Answer> announce(ModulePhase phase, KernelModule module) {
        return phase == ModulePhase.GOING ? release(module) : forward(phase, module);
    }

    private CompletionStage<Answer> release(KernelModule module) {
        return others.announce(ModulePhase.GOING, module).thenApply(answer -> {
            Set<Consumer> holding =
                    Optional.ofNullable(holders.remove(module.name())).orElse(Set.of());
            downwards(upwards).stream()
                    .filter(holding::contains)
                    .forEach(consumer -> call(consumer, visit(ModulePhase.GOING, module)));
            return answer;
        });
    }

    private CompletionStage<Answer> forward(ModulePhase phase, KernelModule module) {
        List<Consumer> accepted = new ArrayList<>();
        for (Consumer consumer : upwards) {
            Verdict verdict = call(consumer, visit(phase, module));
            if (verdict instanceof Verdict.Veto veto && phase.vetoable()) {
                undo(accepted, phase, module);
                Errno errno = veto instanceof KernelError error ? error.errno() : Errno.EIO;
                return CompletableFuture.completedFuture(new Answer.Refused(errno, consumer.id(), veto.reason()));
            }
            if (verdict instanceof Verdict.Ok || verdict instanceof Verdict.Stop) {
                accepted.add(consumer);
            }
        }
        return others.announce(phase, module).thenApply(answer -> {
            if (answer instanceof Answer.Refused) {
                undo(accepted, phase, module);
            } else if (phase.role() == Role.ACQUIRE) {
                holders.computeIfAbsent(module.name(), unused -> ConcurrentHashMap.newKeySet())
                        .addAll(accepted);
            }
            return answer;
        });
    }

    private static void undo(List<Consumer> accepted, ModulePhase phase, KernelModule module) {
        phase.undo()
                .ifPresent(undo -> downwards(accepted)
                        .forEach(consumer -> call(consumer, visit(phase, module).asUndo(undo))));
    }

    private static List<Consumer> downwards(List<Consumer> consumers) {
        List<Consumer> downwards = new ArrayList<>(consumers);
        Collections.reverse(downwards);
        return downwards;
    }

    private static Visit<KernelModule> visit(ModulePhase phase, KernelModule module) {
        return new Visit<>(BY_HAND, 0, module.name(), module, phase, phase, Cause.FORWARD);
    }

    private static Verdict call(Consumer consumer, Visit<KernelModule> visit) {
        try {
            return consumer.handler().onEvent(visit);
        } catch (Exception bug) {
            return Verdict.veto(consumer.id() + " threw " + bug);
        }
    }
}
