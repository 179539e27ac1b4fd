package io.chainbus.kernel.tree;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All modules of one kernel. Every dependency is in the tree and there is no cycle among them ({@link ModuleTreeReader}
 * refuses other trees). Immutable.
 */
public final class ModuleTree {

    private final String version;
    private final Map<String, TreeModule> byName;

    private ModuleTree(String version, Map<String, TreeModule> byName) {
        this.version = version;
        this.byName = Collections.unmodifiableMap(byName);
    }

    static ModuleTree of(String version, Collection<TreeModule> modules) {
        Map<String, TreeModule> byName = new LinkedHashMap<>();
        modules.forEach(module -> byName.put(module.name(), module));
        return new ModuleTree(version, byName);
    }

    /** Which kernel it is, as far as the file tells: what stands behind {@code /lib/modules/}. */
    public String version() {
        return version;
    }

    public int size() {
        return byName.size();
    }

    /** All modules, in the file's order. */
    public Collection<TreeModule> modules() {
        return byName.values();
    }

    /** By a name that may be written with '-' or '_'. */
    public Optional<TreeModule> find(String name) {
        return Optional.ofNullable(byName.get(TreeModule.normalised(name)));
    }

    public int dependencyEdges() {
        return modules().stream().mapToInt(module -> module.depends().size()).sum();
    }

    public long ftraceSites() {
        return modules().stream().mapToLong(TreeModule::ftraceSites).sum();
    }

    /** All names, each behind everything that it depends on; otherwise as the file has them. */
    public List<String> dependencyOrder() {
        Set<String> placed = new LinkedHashSet<>();
        Deque<Pending> path = new ArrayDeque<>();
        for (TreeModule root : modules()) {
            path.push(new Pending(root, root.depends().iterator()));
            while (!path.isEmpty()) {
                Pending top = path.element();
                if (top.depends().hasNext()) {
                    String next = top.depends().next();
                    TreeModule module = byName.get(next);
                    if (module != null && !placed.contains(next)) {
                        path.push(new Pending(module, module.depends().iterator()));
                    }
                } else {
                    placed.add(path.pop().module().name());
                }
            }
        }
        return new ArrayList<>(placed);
    }

    /** How many modules name each one in their dependencies; those that nobody needs are not in the map. */
    public Map<String, Integer> directDependants() {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (TreeModule module : modules()) {
            module.depends().forEach(name -> counts.merge(name, 1, Integer::sum));
        }
        return counts;
    }

    private record Pending(TreeModule module, Iterator<String> depends) {}
}
