package io.chainbus.node.demo;

import io.chainbus.kernel.tree.ModuleTree;
import io.chainbus.kernel.tree.TreeModule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A tree's modules in waves: whatever a module depends on is in an earlier one, so that a wave's modules can be loaded at
 * once, from any node.
 *
 * @param waves first to last
 */
record Waves(List<List<String>> waves) {

    Waves {
        waves = waves.stream().map(List::copyOf).toList();
    }

    static Waves of(ModuleTree tree) {
        Map<String, Integer> depths = new HashMap<>();
        List<List<String>> waves = new ArrayList<>();
        for (String name : tree.dependencyOrder()) {
            TreeModule module = tree.find(name).orElseThrow();
            int depth = module.depends().stream()
                    .mapToInt(needed -> depths.getOrDefault(needed, 0) + 1)
                    .max()
                    .orElse(0);
            depths.put(name, depth);
            while (waves.size() <= depth) {
                waves.add(new ArrayList<>());
            }
            waves.get(depth).add(name);
        }
        return new Waves(waves);
    }

    /** So many modules that nothing else needs, by chance. */
    static List<String> unneeded(ModuleTree tree, int count, long seed) {
        Map<String, Integer> dependants = tree.directDependants();
        List<String> names = new ArrayList<>(tree.modules().stream()
                .map(TreeModule::name)
                .filter(name -> !dependants.containsKey(name))
                .toList());
        Random random = new Random(seed);
        List<String> chosen = new ArrayList<>();
        while (chosen.size() < count && !names.isEmpty()) {
            chosen.add(names.remove(random.nextInt(names.size())));
        }
        return chosen;
    }

    /** The part of a wave that a node has, of so many nodes. */
    static List<String> share(List<String> wave, int node, int nodes) {
        List<String> share = new ArrayList<>();
        for (int at = node; at < wave.size(); at += nodes) {
            share.add(wave.get(at));
        }
        return share;
    }
}
