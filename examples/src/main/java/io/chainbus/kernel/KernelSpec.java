package io.chainbus.kernel;

import io.chainbus.kernel.module.KernelLog;
import io.chainbus.kernel.module.ModuleCatalog;
import io.chainbus.kernel.module.ModuleDefinition;
import io.chainbus.kernel.order.Order;
import io.chainbus.recording.Recorder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * What a kernel is to be like. Immutable: each call gives another spec.
 *
 * @param tree the modules that there are to load
 * @param modules more of them, whose code needs the kernel's services; they count where a name is in both
 * @param log where log lines go
 * @param history records the chain
 * @param order how ftrace and livepatch hear of modules
 */
public record KernelSpec(
        ModuleCatalog tree,
        Function<KernelServices, List<ModuleDefinition>> modules,
        KernelLog log,
        Recorder history,
        Order order) {

    /** No modules beside the tree's, no history, and chainbus's own order. */
    public static KernelSpec of(ModuleCatalog tree, KernelLog log) {
        return new KernelSpec(tree, services -> List.of(), log, Recorder.off(), Order.REVERSE);
    }

    /** Adds modules to those that there are. */
    public KernelSpec with(Function<KernelServices, List<ModuleDefinition>> more) {
        return new KernelSpec(
                tree,
                services -> {
                    List<ModuleDefinition> all = new ArrayList<>(modules.apply(services));
                    all.addAll(more.apply(services));
                    return all;
                },
                log,
                history,
                order);
    }

    public KernelSpec history(Recorder recorder) {
        return new KernelSpec(tree, modules, log, recorder, order);
    }

    public KernelSpec order(Order other) {
        return new KernelSpec(tree, modules, log, history, other);
    }
}
