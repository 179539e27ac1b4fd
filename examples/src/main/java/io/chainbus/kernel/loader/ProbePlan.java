package io.chainbus.kernel.loader;

import io.chainbus.kernel.module.ModuleCatalog;
import io.chainbus.kernel.module.ModuleDefinition;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The order in which modprobe loads a module with everything before it: what it softly depends on (where that exists),
 * what it depends on, then itself; each module once. What is live already stands for everything below it. A circle of
 * soft dependencies is cut where it closes, as kmod does.
 */
record ProbePlan(List<Step> steps) {

    /**
     * @param required whether the whole load fails with it: not so for what is only softly depended on
     */
    record Step(ModuleDefinition definition, boolean required) {}

    static ProbePlan of(ModuleDefinition wanted, ModuleCatalog catalog, Predicate<String> live) {
        return new ProbePlan(new Planner(catalog, live).plan(wanted));
    }

    /** Everything that {@code module} depends on, directly or not, in the order in which modprobe would load it. */
    static List<String> dependenciesOf(ModuleDefinition module, ModuleCatalog catalog) {
        return of(module, catalog, name -> false).steps().stream()
                .filter(Step::required)
                .map(step -> step.definition().name())
                .filter(name -> !name.equals(module.name()))
                .toList();
    }

    private static final class Planner {
        private final ModuleCatalog catalog;
        private final Predicate<String> live;
        private final Set<String> seen = new HashSet<>();
        private final List<Step> steps = new ArrayList<>();
        private final Deque<Visit> path = new ArrayDeque<>();

        Planner(ModuleCatalog catalog, Predicate<String> live) {
            this.catalog = catalog;
            this.live = live;
        }

        List<Step> plan(ModuleDefinition wanted) {
            Set<String> required = closure(wanted);
            seen.add(wanted.name());
            enter(wanted, true);
            while (!path.isEmpty()) {
                Visit top = path.element();
                if (top.before().hasNext()) {
                    Optional<ModuleDefinition> next = catalog.find(top.before().next());
                    if (next.isPresent()
                            && !live.test(next.get().name())
                            && seen.add(next.get().name())) {
                        enter(next.get(), required.contains(next.get().name()));
                    }
                } else {
                    steps.add(path.pop().step());
                }
            }
            return steps;
        }

        private void enter(ModuleDefinition definition, boolean required) {
            List<String> before = new ArrayList<>(definition.softdepPre());
            before.addAll(definition.depends());
            path.push(new Visit(new Step(definition, required), before.iterator()));
        }

        /** What must be live for {@code wanted} to be loaded, itself included. */
        private Set<String> closure(ModuleDefinition wanted) {
            Set<String> closure = new HashSet<>(Set.of(wanted.name()));
            Deque<ModuleDefinition> open = new ArrayDeque<>(List.of(wanted));
            while (!open.isEmpty()) {
                for (String name : open.remove().depends()) {
                    if (!live.test(name) && closure.add(name)) {
                        catalog.find(name).ifPresent(open::add);
                    }
                }
            }
            return closure;
        }

        private record Visit(Step step, Iterator<String> before) {}
    }
}
