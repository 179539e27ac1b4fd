package io.chainbus.kernel.demo;

import io.chainbus.event.ModulePhase;
import io.chainbus.kernel.Kernel;
import io.chainbus.kernel.module.Errno;
import io.chainbus.kernel.module.KernelError;
import io.chainbus.kernel.module.KernelModule;
import io.chainbus.subscriber.Subscriber;
import io.chainbus.verdict.Verdict;
import io.chainbus.walk.Visit;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/**
 * The subscribers of the demo beside ftrace and livepatch: what a Linux kernel has on its module chain, at the priorities
 * that it gives them (kernel/jump_label.c, kernel/tracepoint.c, kernel/kprobes.c, lib/dynamic_debug.c, kernel/bpf/btf.c,
 * kernel/debug/debug_core.c), and two that show something more.
 *
 * <p>trace_kprobe.c has had the priorities 1 and 2, with the comment 'invoked after kprobe module callback', which is not
 * what a higher number means; here it says {@code after("kprobes")}.
 */
final class Consumers {

    /** Refuses what the plan says, late, so that everybody before it has something to undo. */
    static final String LOCKDOWN = "lockdown";

    private static final Errno EKEYREJECTED = new Errno(129);

    private final DemoPlan plan;
    private final Executor elsewhere;
    private final Consumer jumpLabel = Consumer.ofAll("jump_label");
    private final Consumer tracepoints = Consumer.ofAll("tracepoints");
    private final Consumer kprobes;
    private final Consumer traceKprobes;
    private final Consumer dynamicDebug = Consumer.ofAll("dynamic_debug");
    private final Consumer btf = Consumer.ofAll("btf");
    private final LongAdder seenComing = new LongAdder();

    /**
     * Consumers that hold nothing yet.
     *
     * @param elsewhere where an asynchronous handler does its work
     */
    Consumers(DemoPlan plan, Executor elsewhere) {
        this.plan = plan;
        this.elsewhere = elsewhere;
        this.kprobes = new Consumer("kprobes", plan.probed());
        this.traceKprobes = new Consumer("trace_kprobes", plan.probed());
    }

    /** Those that accept anything. */
    List<Consumer> holding() {
        return List.of(jumpLabel, tracepoints, kprobes, traceKprobes, dynamicDebug, btf);
    }

    /** How many walks up the auditor saw, which stands last and so sees only those that nobody has refused. */
    long seenComing() {
        return seenComing.sum();
    }

    /** Registers all of them, one after the other, since registration order decides between equals. */
    CompletionStage<?> register(Kernel kernel) {
        return subscribers()
                .reduce(
                        CompletableFuture.completedFuture(kernel),
                        (before, next) -> before.thenCompose(done -> kernel.register(next)
                                .thenApply(registered -> kernel)
                                .toCompletableFuture()),
                        (first, second) -> second);
    }

    private Stream<Subscriber<KernelModule>> subscribers() {
        return Stream.of(
                jumpLabel.subscriber().priority(1).handler(jumpLabel::onEvent),
                tracepoints.subscriber().handler(tracepoints::onEvent),
                kprobes.subscriber().handler(kprobes::onEvent),
                traceKprobes.subscriber().after("kprobes").handler(traceKprobes::onEvent),
                dynamicDebug.subscriber().after("jump_label").handler(dynamicDebug::onEvent),
                // Reads type information, which takes a while: it answers later, from another thread.
                btf.subscriber()
                        .asyncHandler(visit -> CompletableFuture.supplyAsync(() -> btf.onEvent(visit), elsewhere)),
                // The kernel's debugger does nothing but must be visited: a breakpoint sits there.
                Subscriber.<KernelModule>named("debug_core").handler(visit -> Verdict.done()),
                Subscriber.<KernelModule>named(LOCKDOWN).priority(-100).handler(this::lockdown),
                Subscriber.<KernelModule>named("auditor").last().observer().handler(this::audit));
    }

    private Verdict lockdown(Visit<KernelModule> visit) {
        return visit.phase() == ModulePhase.COMING && plan.refused().contains(visit.key())
                ? new KernelError(EKEYREJECTED, "lockdown does not accept the signature of '" + visit.key() + "'")
                : Verdict.done();
    }

    private Verdict audit(Visit<KernelModule> visit) {
        if (visit.phase() == ModulePhase.COMING) {
            seenComing.increment();
        }
        return Verdict.done();
    }
}
