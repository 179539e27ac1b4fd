package io.chainbus.kernel.demo;

import io.chainbus.kernel.livepatch.Callbacks;
import io.chainbus.kernel.livepatch.FunctionPatch;
import io.chainbus.kernel.livepatch.Livepatch;
import io.chainbus.kernel.livepatch.LivepatchModule;
import io.chainbus.kernel.livepatch.ObjectPatch;
import io.chainbus.kernel.livepatch.ObjectState;
import io.chainbus.kernel.livepatch.Patch;
import io.chainbus.kernel.module.Errno;
import io.chainbus.kernel.module.FunctionTable;
import io.chainbus.kernel.module.ModuleDefinition;
import io.chainbus.kernel.task.FunctionCode;
import java.util.List;
import java.util.Optional;

/** The plan's livepatches as modules that can be loaded. */
final class DemoLivepatches {

    private DemoLivepatches() {}

    static List<ModuleDefinition> modules(DemoPlan plan, Livepatch livepatch) {
        return plan.livepatches().stream()
                .map(planned -> module(planned, livepatch))
                .toList();
    }

    private static ModuleDefinition module(PlannedLivepatch planned, Livepatch livepatch) {
        List<String> replacements =
                planned.objects().stream().map(object -> "patched_" + object).toList();
        return LivepatchModule.define(
                livepatch,
                new FunctionTable(planned.name(), replacements, 0, true),
                0,
                List.of(),
                module -> patch(planned));
    }

    private static Patch patch(PlannedLivepatch planned) {
        return new Patch(
                planned.name(),
                planned.objects().stream()
                        .map(object -> planned.refuses().contains(object)
                                ? new ObjectPatch(object, List.of(), new Refusing())
                                : new ObjectPatch(object, List.of(firstOf(object, planned)), Callbacks.NONE))
                        .toList());
    }

    private static FunctionPatch firstOf(String object, PlannedLivepatch planned) {
        return new FunctionPatch(object + "+0", FunctionCode.saying(planned.name()));
    }

    private record Refusing() implements Callbacks {
        @Override
        public Optional<Errno> prePatch(ObjectState object) {
            return Optional.of(Errno.ENODEV);
        }
    }
}
