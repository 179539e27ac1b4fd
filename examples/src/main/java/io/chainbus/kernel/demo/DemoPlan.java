package io.chainbus.kernel.demo;

import io.chainbus.kernel.module.FunctionTable;
import io.chainbus.kernel.tree.BootList;
import io.chainbus.kernel.tree.ModuleTree;
import io.chainbus.kernel.tree.TreeModule;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Who patches what and who refuses whom, worked out from the tree at hand. The same tree, boot list and seed give the same
 * plan.
 *
 * @param livepatches on the modules that most others depend on
 * @param refused modules that the subscriber {@code lockdown} refuses, so that everything that depends on them fails
 * @param probed modules that have a probe on them
 */
record DemoPlan(List<PlannedLivepatch> livepatches, Set<String> refused, Set<String> probed) {

    private static final int POPULAR = 4;
    private static final int MOST_REFUSED = 6;
    private static final int PROBED = 20;
    /** A tree of fewer modules would have too little left to show. */
    private static final int FEWEST_TO_REFUSE = 5;

    DemoPlan {
        livepatches = List.copyOf(livepatches);
        refused = Set.copyOf(refused);
        probed = Set.copyOf(probed);
    }

    static DemoPlan of(ModuleTree tree, BootList boot, long seed) {
        List<String> popular = popular(tree);
        Set<String> needed = closure(
                tree, Stream.concat(boot.names().stream(), popular.stream()).toList());
        List<String> free = new ArrayList<>(tree.modules().stream()
                .map(TreeModule::name)
                .filter(name -> !needed.contains(name))
                .toList());
        Random random = new Random(seed);
        Collections.shuffle(free, random);
        List<String> refused = refusable(tree, free);
        // The last one is refused by a livepatch, if there are two at least.
        int byLivepatch = refused.size() > 1 ? 1 : 0;
        List<String> byLockdown = refused.subList(0, refused.size() - byLivepatch);
        List<String> others = refused.subList(refused.size() - byLivepatch, refused.size());
        List<String> names = new ArrayList<>(tree.dependencyOrder());
        Collections.shuffle(names, random);
        return new DemoPlan(
                livepatches(popular, others),
                Set.copyOf(byLockdown),
                Set.copyOf(names.subList(0, Math.min(PROBED, names.size()))));
    }

    /** All that the plan keeps from being loaded by itself. */
    Set<String> refusedByAnyone() {
        Set<String> all = new TreeSet<>(refused);
        livepatches.forEach(livepatch -> all.addAll(livepatch.refuses()));
        return all;
    }

    private static List<PlannedLivepatch> livepatches(List<String> popular, List<String> refused) {
        List<PlannedLivepatch> livepatches = new ArrayList<>();
        if (!popular.isEmpty()) {
            String most = popular.get(0);
            livepatches.add(new PlannedLivepatch(
                    "livepatch_" + most, head(popular, 2), Set.of(), PlannedLivepatch.Time.THROUGHOUT));
            // A second one on the same function: a stack, whose lower patch comes back when this one is disabled.
            List<String> stacked = new ArrayList<>(List.of(most));
            stacked.addAll(popular.subList(Math.min(3, popular.size()), popular.size()));
            livepatches.add(new PlannedLivepatch(
                    "livepatch_" + most + "_2", stacked, Set.of(), PlannedLivepatch.Time.WHILE_LOADED));
        }
        if (popular.size() > 2 || !refused.isEmpty()) {
            List<String> objects =
                    new ArrayList<>(popular.subList(Math.min(2, popular.size()), Math.min(3, popular.size())));
            objects.addAll(refused);
            livepatches.add(new PlannedLivepatch(
                    "livepatch_" + objects.get(0), objects, Set.copyOf(refused), PlannedLivepatch.Time.THROUGHOUT));
        }
        return livepatches;
    }

    /** The modules that most others name in their dependencies, of those that have a function to be patched. */
    private static List<String> popular(ModuleTree tree) {
        Map<String, Integer> dependants = tree.directDependants();
        return head(
                tree.modules().stream()
                        .filter(module -> dependants.containsKey(module.name()))
                        .filter(module -> FunctionTable.ofSites(module.name(), module.ftraceSites(), module.hasInit())
                                        .staying()
                                > 0)
                        .map(TreeModule::name)
                        .sorted(Comparator.comparing((String name) -> dependants.getOrDefault(name, 0))
                                .reversed())
                        .toList(),
                POPULAR);
    }

    /** Some of {@code shuffled} that few others need: first one that somebody needs, so that dependants are seen to fail. */
    private static List<String> refusable(ModuleTree tree, List<String> shuffled) {
        int wanted = tree.size() < FEWEST_TO_REFUSE ? 0 : Math.min(MOST_REFUSED, Math.max(1, tree.size() / 200));
        int few = Math.max(1, tree.size() / 100);
        Map<String, List<String>> dependants = dependants(tree);
        List<String> refused = new ArrayList<>();
        Set<String> spared = new HashSet<>();
        for (boolean withDependants : List.of(true, false)) {
            for (String name : shuffled) {
                int count = reach(List.of(name), dependants, few + 1).size();
                boolean fits = withDependants ? count > 0 && count <= few && refused.isEmpty() : count == 0;
                if (fits && refused.size() < wanted && spared.add(name)) {
                    refused.add(name);
                    spared.addAll(reach(List.of(name), dependants, few));
                }
            }
        }
        return refused;
    }

    private static Map<String, List<String>> dependants(ModuleTree tree) {
        Map<String, List<String>> dependants = new HashMap<>();
        for (TreeModule module : tree.modules()) {
            for (String dependency : module.depends()) {
                dependants
                        .computeIfAbsent(dependency, unused -> new ArrayList<>())
                        .add(module.name());
            }
        }
        return dependants;
    }

    /** What can be reached from {@code starts}; given up beyond {@code most}. */
    private static Set<String> reach(Collection<String> starts, Map<String, List<String>> edges, int most) {
        Set<String> reached = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(starts);
        while (!open.isEmpty() && reached.size() < most) {
            for (String next : edges.getOrDefault(open.remove(), List.of())) {
                if (reached.add(next)) {
                    open.add(next);
                }
            }
        }
        return reached;
    }

    private static Set<String> closure(ModuleTree tree, Collection<String> names) {
        Map<String, List<String>> depends = new HashMap<>();
        tree.modules().forEach(module -> depends.put(module.name(), module.depends()));
        Set<String> closure = new HashSet<>(names);
        closure.addAll(reach(names, depends, Integer.MAX_VALUE));
        return closure;
    }

    private static List<String> head(List<String> names, int most) {
        return names.subList(0, Math.min(most, names.size()));
    }
}
