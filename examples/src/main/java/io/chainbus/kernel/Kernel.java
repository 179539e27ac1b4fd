package io.chainbus.kernel;

import akka.actor.typed.ActorSystem;
import io.chainbus.Chain;
import io.chainbus.ChainSpec;
import io.chainbus.Chainbus;
import io.chainbus.coordinator.ChainProtocol.RegisterReply;
import io.chainbus.kernel.ftrace.Ftrace;
import io.chainbus.kernel.ftrace.FtraceSubscriber;
import io.chainbus.kernel.injection.ErrorInjection;
import io.chainbus.kernel.livepatch.Livepatch;
import io.chainbus.kernel.livepatch.LivepatchSubscriber;
import io.chainbus.kernel.loader.Announcer;
import io.chainbus.kernel.loader.ChainAnnouncer;
import io.chainbus.kernel.loader.ModuleLoader;
import io.chainbus.kernel.module.FunctionTable;
import io.chainbus.kernel.module.KernelModule;
import io.chainbus.kernel.order.HandCalls;
import io.chainbus.kernel.order.Order;
import io.chainbus.kernel.task.Activity;
import io.chainbus.kernel.task.Tasks;
import io.chainbus.kernel.task.VirtualClock;
import io.chainbus.subscriber.Handler;
import io.chainbus.subscriber.Subscriber;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The parts put together: a module chain with ftrace and livepatch on it, and a loader that announces there.
 *
 * <pre>
 *   loader ──► chain "modules":  ftrace (first) ─► livepatch (first, after ftrace) ─► everyone else
 * </pre>
 *
 * <p>Safe to use from several threads, as all its parts are. Time passes in it only when somebody lets it ({@link #clock}).
 */
public final class Kernel {

    /** The chain's name. */
    public static final String CHAIN = "modules";

    /** The kernel's own functions that something here calls, and that can be patched. */
    private static final FunctionTable VMLINUX =
            new FunctionTable("vmlinux", List.of("cmdline_proc_show", "meminfo_proc_show"), 0, false);

    private final KernelSpec spec;
    private final Chain<KernelModule> chain;
    private final VirtualClock clock = new VirtualClock();
    private final Activity activity = new Activity();
    private final ErrorInjection injection;
    private final Ftrace ftrace;
    private final FtraceSubscriber ftraceSubscriber;
    private final Tasks tasks;
    private final Livepatch livepatch;
    private final HandCalls.Consumer first;
    private final HandCalls.Consumer second;
    private final ModuleLoader loader;

    private Kernel(ActorSystem<?> system, KernelSpec spec) {
        this.spec = spec;
        chain = Chainbus.get(system)
                .chain(ChainSpec.named(CHAIN, KernelModule.class)
                        .keyedBy(KernelModule::name)
                        .phases(spec.order().phases())
                        .history(spec.history()));
        injection = new ErrorInjection(spec.log());
        ftrace = new Ftrace(VMLINUX, spec.log());
        ftraceSubscriber = new FtraceSubscriber(ftrace);
        tasks = new Tasks(clock, ftrace, spec.log());
        livepatch = new Livepatch(ftrace, tasks, VMLINUX, spec.log());
        first = consumer(FtraceSubscriber.ID, ftraceSubscriber::onEvent);
        second = consumer(LivepatchSubscriber.ID, new LivepatchSubscriber(livepatch)::onEvent);
        KernelServices services = new KernelServices(livepatch, tasks, new ChainNotifiers(chain, injection, activity));
        loader = new ModuleLoader(spec.tree().with(spec.modules().apply(services)), announcer(), spec.log());
    }

    private HandCalls.Consumer consumer(String id, Handler<KernelModule> handler) {
        return new HandCalls.Consumer(id, injection.around(id, handler));
    }

    private Announcer announcer() {
        Announcer onChain = new ChainAnnouncer(chain, spec.order()::announcing);
        Announcer announcer = spec.order() == Order.FIXED ? new HandCalls(List.of(first, second), onChain) : onChain;
        return (phase, module) -> activity.count(announcer.announce(phase, module));
    }

    /** Starts a kernel; an actor system has room for one. It is there when ftrace and livepatch hear of modules. */
    public static CompletionStage<Kernel> start(ActorSystem<?> system, KernelSpec spec) {
        Kernel kernel = new Kernel(system, spec);
        return kernel.join().thenApply(joined -> kernel);
    }

    private CompletionStage<?> join() {
        Subscriber.Builder<KernelModule> ftraceBuilder = Subscriber.named(first.id());
        Subscriber.Builder<KernelModule> livepatchBuilder = Subscriber.named(second.id());
        return switch (spec.order()) {
            case FIXED -> CompletableFuture.completedFuture(this);
            case PRIORITY ->
                register(ftraceBuilder.priority(Integer.MAX_VALUE).handler(first.handler()))
                        .thenCompose(there -> register(
                                livepatchBuilder.priority(Integer.MAX_VALUE - 1).handler(second.handler())));
            case REVERSE ->
                register(ftraceBuilder.first().handler(first.handler()))
                        .thenCompose(there -> register(
                                livepatchBuilder.first().after(first.id()).handler(second.handler())));
        };
    }

    /** Puts a subscriber on the chain, and says when it is there; fails if it is refused. */
    public CompletionStage<?> register(Subscriber<KernelModule> subscriber) {
        return chain.register(subscriber).thenApply(RegisterReply::orThrow);
    }

    /** Who hears of modules, first to last on the way up, a line for each with the reasons for its place. */
    public CompletionStage<List<String>> chain() {
        List<String> byHand = spec.order() == Order.FIXED ? List.of(first.id(), second.id()) : List.of();
        return chain.view().thenApply(view -> ChainListing.of(byHand, view));
    }

    public ModuleLoader loader() {
        return loader;
    }

    public Livepatch livepatch() {
        return livepatch;
    }

    public Ftrace ftrace() {
        return ftrace;
    }

    public Tasks tasks() {
        return tasks;
    }

    /** The kernel's time. Before it passes, wait until nothing is under way ({@link #activity}). */
    public VirtualClock clock() {
        return clock;
    }

    /** What the loader has under way on other threads. */
    public Activity activity() {
        return activity;
    }

    /** Makes subscribers fail: ftrace, livepatch, and those that modules have put on the chain. */
    public ErrorInjection injection() {
        return injection;
    }

    /** Records that ftrace has made since the start, of all modules that ever came. */
    public long ftraceRecordsMade() {
        return ftraceSubscriber.recordsMade();
    }
}
