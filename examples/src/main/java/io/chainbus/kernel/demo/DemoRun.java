package io.chainbus.kernel.demo;

import akka.actor.typed.ActorSystem;
import io.chainbus.kernel.Kernel;
import io.chainbus.kernel.KernelSpec;
import io.chainbus.kernel.loader.LoadResult;
import io.chainbus.kernel.loader.LoadedModule;
import io.chainbus.kernel.loader.ModuleLoader;
import io.chainbus.kernel.loader.UnloadResult;
import io.chainbus.kernel.module.Errno;
import io.chainbus.kernel.module.KernelLog;
import io.chainbus.kernel.tree.TreeModules;
import io.chainbus.recording.Recorder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * The demo's course: livepatches that wait for their modules; the boot; everything else by several loaders; a livepatch
 * on what is there; everything down again, newest first; the last livepatches. Blocks its caller until it is over.
 */
final class DemoRun {

    private final DemoSettings settings;
    private final DemoPlan plan;
    private final Kernel kernel;
    private final Consumers consumers;
    private final Progress progress;

    private DemoRun(DemoSettings settings, DemoPlan plan, Kernel kernel, Consumers consumers, Progress progress) {
        this.settings = settings;
        this.plan = plan;
        this.kernel = kernel;
        this.consumers = consumers;
        this.progress = progress;
    }

    /**
     * Runs the demo.
     *
     * @param system its own: the kernel's chain must not be there yet
     * @param history records the chain
     */
    static DemoOutcome run(ActorSystem<?> system, DemoSettings settings, Recorder history, Progress progress) {
        DemoPlan plan = DemoPlan.of(settings.tree(), settings.boot(), settings.seed());
        Kernel kernel = await(Kernel.start(
                system,
                KernelSpec.of(TreeModules.catalog(settings.tree()), KernelLog.none())
                        .with(services -> DemoLivepatches.modules(plan, services.livepatch()))
                        .history(history)));
        Consumers consumers = new Consumers(plan, system.executionContext()::execute);
        await(consumers.register(kernel));
        return new DemoRun(settings, plan, kernel, consumers, progress).run();
    }

    private DemoOutcome run() {
        ModuleLoader loader = kernel.loader();
        load("livepatches", livepatches(PlannedLivepatch.Time.THROUGHOUT), 1);
        Map<String, LoadResult> booted = load("boot", settings.boot().names(), 1);
        Map<String, LoadResult> results = load("loading", settings.tree().dependencyOrder(), settings.loaders());
        load("livepatches", livepatches(PlannedLivepatch.Time.WHILE_LOADED), 1);
        List<LoadedModule> up = loader.loaded();
        int hooks = kernel.ftrace().hooks();
        disable(PlannedLivepatch.Time.WHILE_LOADED);

        Set<String> patches = new HashSet<>();
        plan.livepatches().forEach(livepatch -> patches.add(livepatch.name()));
        List<LoadedModule> modules =
                up.stream().filter(module -> !patches.contains(module.name())).toList();
        progress.begin("unloading", modules.size());
        List<UnloadResult> gone = await(Unloading.all(loader, modules, settings.loaders(), progress));
        disable(PlannedLivepatch.Time.THROUGHOUT);

        return new DemoOutcome(
                plan,
                booted,
                results,
                modules.stream().map(LoadedModule::name).toList(),
                gone,
                loader.loaded(),
                hooks,
                kernel.ftrace().hooks(),
                kernel.ftraceRecordsMade(),
                kernel.ftrace().violations(),
                consumers.seenComing(),
                surprises(loader.loaded()));
    }

    private Map<String, LoadResult> load(String part, List<String> names, int loaders) {
        progress.begin(part, names.size());
        return await(Loading.all(kernel.loader(), names, loaders, progress));
    }

    private List<String> livepatches(PlannedLivepatch.Time time) {
        return plan.livepatches().stream()
                .filter(livepatch -> livepatch.time() == time)
                .map(PlannedLivepatch::name)
                .toList();
    }

    private void disable(PlannedLivepatch.Time time) {
        for (String name : livepatches(time)) {
            Optional<Errno> error = kernel.livepatch().write(name, false);
            UnloadResult result = await(kernel.loader().rmmod(name));
            if (error.isPresent() || !(result instanceof UnloadResult.Unloaded)) {
                throw new IllegalStateException(name + " could not be taken off: " + error + ", " + result);
            }
        }
    }

    /** Where a subscriber's own account disagrees with what the bus told it, or with what is loaded in the end. */
    private List<String> surprises(List<LoadedModule> stayed) {
        Set<String> names = new HashSet<>();
        stayed.forEach(module -> names.add(module.name()));
        List<String> surprises = new ArrayList<>();
        for (Consumer consumer : consumers.holding()) {
            if (consumer.surprises() > 0) {
                surprises.add(consumer.id() + " was told " + consumer.surprises() + " times what it did not expect");
            }
            if (!consumer.held().equals(consumer.concernsAmong(names))) {
                surprises.add(consumer.id() + " holds " + consumer.held() + " and not what is loaded");
            }
        }
        return surprises;
    }

    private static <T> T await(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }
}
