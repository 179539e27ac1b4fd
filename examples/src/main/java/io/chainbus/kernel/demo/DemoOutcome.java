package io.chainbus.kernel.demo;

import io.chainbus.kernel.ftrace.Violation;
import io.chainbus.kernel.loader.LoadResult;
import io.chainbus.kernel.loader.LoadedModule;
import io.chainbus.kernel.loader.UnloadResult;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the demo's kernel came to, by its own account.
 *
 * @param booted what loading each module of the boot list came to
 * @param loads what loading each module of the tree came to
 * @param up the modules that were live when everything had been loaded, newest first, without livepatches
 * @param unloads what each attempt to unload came to; modules whose users stayed were not attempted
 * @param stayed what is still loaded in the end
 * @param hooks how many functions were patched when everything was loaded
 * @param hooksLeft how many are in the end
 * @param ftraceRecords that ftrace made in all
 * @param violations of the order of ftrace and livepatch, as ftrace saw them
 * @param seenByAuditor walks up that got to the last subscriber
 * @param surprises where a subscriber's own account disagrees with what it was told
 */
record DemoOutcome(
        DemoPlan plan,
        Map<String, LoadResult> booted,
        Map<String, LoadResult> loads,
        List<String> up,
        List<UnloadResult> unloads,
        List<LoadedModule> stayed,
        int hooks,
        int hooksLeft,
        long ftraceRecords,
        List<Violation> violations,
        long seenByAuditor,
        List<String> surprises) {

    DemoOutcome {
        booted = Map.copyOf(booted);
        loads = Map.copyOf(loads);
        up = List.copyOf(up);
        unloads = List.copyOf(unloads);
        stayed = List.copyOf(stayed);
        violations = List.copyOf(violations);
        surprises = List.copyOf(surprises);
    }

    long bootedLive() {
        return booted.values().stream().filter(LoadResult::success).count();
    }

    /** The modules that a subscriber refused, by name. */
    Map<String, LoadResult.Failed> refused() {
        Map<String, LoadResult.Failed> refused = new TreeMap<>();
        loads.forEach((name, result) -> {
            if (result instanceof LoadResult.Failed failed && failed.failed().equals(name)) {
                refused.put(name, failed);
            }
        });
        return refused;
    }

    /** How many modules could not be loaded since one that they depend on could not. */
    long failedWithDependency() {
        return loads.values().stream().filter(result -> !result.success()).count()
                - refused().size();
    }

    long unloaded() {
        return unloads.stream().filter(UnloadResult.Unloaded.class::isInstance).count();
    }

    /** The modules that have an init and no exit. */
    long withoutExit() {
        return unloads.stream()
                .filter(result ->
                        result instanceof UnloadResult.Refused refused && refused.why() == UnloadResult.Why.NO_EXIT)
                .count();
    }

    /** Whether everything went as planned: only what was to be refused was, and everybody's account agrees. */
    boolean asPlanned() {
        return violations.isEmpty()
                && surprises.isEmpty()
                && hooksLeft == 0
                && refused().keySet().equals(plan.refusedByAnyone())
                && bootedLive() == booted.size()
                && unloads.stream().noneMatch(UnloadResult.InUse.class::isInstance)
                && unloaded() + stayed.size() == up.size();
    }
}
