package io.chainbus.kernel;

import akka.actor.typed.ActorSystem;
import io.chainbus.Chain;
import io.chainbus.ChainSpec;
import io.chainbus.Chainbus;
import io.chainbus.coordinator.ChainProtocol.RegisterReply;
import io.chainbus.kernel.ftrace.Ftrace;
import io.chainbus.kernel.ftrace.FtraceSubscriber;
import io.chainbus.kernel.livepatch.Livepatch;
import io.chainbus.kernel.livepatch.LivepatchSubscriber;
import io.chainbus.kernel.loader.ChainAnnouncer;
import io.chainbus.kernel.loader.ModuleLoader;
import io.chainbus.kernel.module.FunctionTable;
import io.chainbus.kernel.module.KernelLog;
import io.chainbus.kernel.module.KernelModule;
import io.chainbus.kernel.module.ModuleCatalog;
import io.chainbus.kernel.module.ModuleDefinition;
import io.chainbus.recording.Recorder;
import io.chainbus.subscriber.Subscriber;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * The parts put together: a module chain with ftrace and livepatch on it, and a loader that announces there.
 *
 * <pre>
 *   loader ──► chain "modules":  ftrace (first) ─► livepatch (first, after ftrace) ─► everyone else
 * </pre>
 *
 * <p>Safe to use from several threads, as all its parts are.
 */
public final class Kernel {

    /** The chain's name. */
    public static final String CHAIN = "modules";

    /** The kernel's own functions that something here calls, and that can be patched. */
    private static final FunctionTable VMLINUX =
            new FunctionTable("vmlinux", List.of("cmdline_proc_show", "meminfo_proc_show"), 0, false);

    private final Chain<KernelModule> chain;
    private final FtraceSubscriber ftraceSubscriber;
    private final Ftrace ftrace;
    private final Livepatch livepatch;
    private final ModuleLoader loader;

    private Kernel(
            Chain<KernelModule> chain,
            FtraceSubscriber ftraceSubscriber,
            Ftrace ftrace,
            Livepatch livepatch,
            ModuleLoader loader) {
        this.chain = chain;
        this.ftraceSubscriber = ftraceSubscriber;
        this.ftrace = ftrace;
        this.livepatch = livepatch;
        this.loader = loader;
    }

    /**
     * Starts a kernel; an actor system has room for one. It is there when ftrace and livepatch are on the chain.
     *
     * @param tree the modules that there are to load
     * @param more modules beside them that need to know livepatch, since they are livepatches
     * @param history records the chain
     */
    public static CompletionStage<Kernel> start(
            ActorSystem<?> system,
            ModuleCatalog tree,
            Function<Livepatch, List<ModuleDefinition>> more,
            KernelLog log,
            Recorder history) {
        Chain<KernelModule> chain = Chainbus.get(system)
                .chain(ChainSpec.named(CHAIN, KernelModule.class)
                        .keyedBy(KernelModule::name)
                        .history(history));
        Ftrace ftrace = new Ftrace(VMLINUX, log);
        Livepatch livepatch = new Livepatch(ftrace, VMLINUX, log);
        FtraceSubscriber first = new FtraceSubscriber(ftrace);
        LivepatchSubscriber second = new LivepatchSubscriber(livepatch);
        ModuleCatalog catalog = tree.with(more.apply(livepatch));
        ModuleLoader loader = new ModuleLoader(catalog, new ChainAnnouncer(chain), log);
        Kernel kernel = new Kernel(chain, first, ftrace, livepatch, loader);
        return kernel.register(Subscriber.<KernelModule>named(FtraceSubscriber.ID)
                        .first()
                        .handler(first::onEvent))
                .thenCompose(registered -> kernel.register(Subscriber.<KernelModule>named(LivepatchSubscriber.ID)
                        .first()
                        .after(FtraceSubscriber.ID)
                        .handler(second::onEvent)))
                .thenApply(registered -> kernel);
    }

    /** Puts a subscriber on the chain, and says when it is there; fails if it is refused. */
    public CompletionStage<?> register(Subscriber<KernelModule> subscriber) {
        return chain.register(subscriber).thenApply(RegisterReply::orThrow);
    }

    /** The module chain, first to last on the way up, a line for each subscriber with the reason for its place. */
    public CompletionStage<List<String>> chain() {
        return chain.view().thenApply(ChainListing::of);
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

    /** Records that ftrace has made since the start, of all modules that ever came. */
    public long ftraceRecordsMade() {
        return ftraceSubscriber.recordsMade();
    }
}
