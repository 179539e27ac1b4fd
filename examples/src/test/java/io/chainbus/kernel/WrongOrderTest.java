package io.chainbus.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Behaviors;
import io.chainbus.Chain;
import io.chainbus.ChainSpec;
import io.chainbus.Chainbus;
import io.chainbus.kernel.ftrace.Ftrace;
import io.chainbus.kernel.ftrace.FtraceSubscriber;
import io.chainbus.kernel.ftrace.Violation;
import io.chainbus.kernel.livepatch.Callbacks;
import io.chainbus.kernel.livepatch.FunctionPatch;
import io.chainbus.kernel.livepatch.Livepatch;
import io.chainbus.kernel.livepatch.LivepatchModule;
import io.chainbus.kernel.livepatch.LivepatchSubscriber;
import io.chainbus.kernel.livepatch.ObjectPatch;
import io.chainbus.kernel.livepatch.Patch;
import io.chainbus.kernel.loader.Arguments;
import io.chainbus.kernel.loader.ChainAnnouncer;
import io.chainbus.kernel.loader.LoadResult;
import io.chainbus.kernel.loader.ModuleLoader;
import io.chainbus.kernel.module.Errno;
import io.chainbus.kernel.module.FunctionTable;
import io.chainbus.kernel.module.KernelModule;
import io.chainbus.kernel.module.ModuleCatalog;
import io.chainbus.kernel.module.ModuleCode;
import io.chainbus.kernel.module.ModuleDefinition;
import io.chainbus.kernel.task.FunctionCode;
import io.chainbus.kernel.task.Tasks;
import io.chainbus.kernel.task.VirtualClock;
import io.chainbus.subscriber.Handler;
import io.chainbus.subscriber.Subscriber;
import io.chainbus.verdict.Verdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A wrong order of ftrace and livepatch on a real chain is seen by the model itself, on the way up and down. */
class WrongOrderTest {

    private static final FunctionTable VMLINUX = new FunctionTable("vmlinux", List.of(), 0, false);

    private final ActorSystem<Void> system = ActorSystem.create(Behaviors.empty(), "order");
    private final List<String> log = Collections.synchronizedList(new ArrayList<>());
    private final Ftrace ftrace = new Ftrace(VMLINUX, log::add);
    private final Livepatch livepatch =
            new Livepatch(ftrace, new Tasks(new VirtualClock(), ftrace, log::add), VMLINUX, log::add);
    private final FtraceSubscriber one = new FtraceSubscriber(ftrace);
    private final LivepatchSubscriber other = new LivepatchSubscriber(livepatch);
    private final Chain<KernelModule> chain = Chainbus.get(system)
            .chain(ChainSpec.named("modules", KernelModule.class).keyedBy(KernelModule::name));
    private final ModuleLoader loader =
            new ModuleLoader(ModuleCatalog.of("v", List.of(target(), patch())), new ChainAnnouncer(chain), log::add);

    @AfterEach
    void stop() {
        system.terminate();
        system.getWhenTerminated().toCompletableFuture().join();
    }

    @Test
    void livepatch_before_ftrace_finds_no_record_to_hook() {
        register(LivepatchSubscriber.ID, 2, other::onEvent);
        register(FtraceSubscriber.ID, 1, one::onEvent);
        assertThat(load("patch").success()).isTrue();
        assertThat(load("target"))
                .isInstanceOfSatisfying(
                        LoadResult.Failed.class,
                        failed -> assertThat(failed.errno()).isEqualTo(Errno.EINVAL));
        assertThat(log).contains("livepatch: failed to find location for function 'target+0'");
    }

    @Test
    void ftrace_released_before_livepatch_leaves_a_hook_behind_and_that_is_reported() {
        register(FtraceSubscriber.ID, 2, one::onEvent);
        register(LivepatchSubscriber.ID, 1, other::onEvent);
        assertThat(load("patch").success() && load("target").success()).isTrue();
        assertThat(ftrace.hooks()).isOne();
        // Somebody wants to stand between them, the wrong way round: that moves them, and what is declared counts.
        chain.register(Subscriber.<KernelModule>named("meddler")
                        .after(LivepatchSubscriber.ID)
                        .before(FtraceSubscriber.ID)
                        .handler(visit -> Verdict.done()))
                .toCompletableFuture()
                .join()
                .orThrow();
        loader.rmmod("target").toCompletableFuture().join();
        assertThat(ftrace.violations())
                .containsExactly(
                        new Violation(Violation.Kind.RELEASED_WITH_HOOK, "target", "target+0"),
                        new Violation(Violation.Kind.DETACHED_AFTER_RELEASE, "target", "target+0"));
    }

    private void register(String id, int priority, Handler<KernelModule> handler) {
        chain.register(Subscriber.<KernelModule>named(id).priority(priority).handler(handler))
                .toCompletableFuture()
                .join()
                .orThrow();
    }

    private LoadResult load(String name) {
        return loader.modprobe(name, Arguments.none()).toCompletableFuture().join();
    }

    private static ModuleDefinition target() {
        return new ModuleDefinition(
                FunctionTable.ofSites("target", 3, true),
                0,
                List.of(),
                List.of(),
                ModuleDefinition.Exit.POSSIBLE,
                List.of(),
                ModuleCode.SILENT);
    }

    private ModuleDefinition patch() {
        ObjectPatch object = new ObjectPatch(
                "target", List.of(new FunctionPatch("target+0", FunctionCode.saying("patched"))), Callbacks.NONE);
        return LivepatchModule.define(
                livepatch,
                new FunctionTable("patch", List.of(), 0, true),
                0,
                List.of(),
                module -> new Patch("patch", List.of(object)));
    }
}
