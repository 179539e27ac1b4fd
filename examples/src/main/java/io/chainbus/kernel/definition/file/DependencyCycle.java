package io.chainbus.kernel.definition.file;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Finds modules that need each other in a circle. */
final class DependencyCycle {

    private DependencyCycle() {}

    /**
     * The shortest way from a module over its dependencies back to itself, both ends included; empty if there is none.
     *
     * @param depends of each module, by its name
     */
    static List<String> through(String module, Function<String, List<String>> depends) {
        Map<String, String> reachedFrom = new HashMap<>();
        Deque<String> open = new ArrayDeque<>(List.of(module));
        while (!open.isEmpty()) {
            String at = open.remove();
            for (String next : depends.apply(at)) {
                if (next.equals(module)) {
                    return way(module, at, reachedFrom);
                }
                if (reachedFrom.putIfAbsent(next, at) == null) {
                    open.add(next);
                }
            }
        }
        return List.of();
    }

    private static List<String> way(String module, String last, Map<String, String> reachedFrom) {
        Deque<String> way = new ArrayDeque<>(List.of(module));
        for (String at = last; !at.equals(module); at = reachedFrom.getOrDefault(at, module)) {
            way.addFirst(at);
        }
        way.addFirst(module);
        return List.copyOf(way);
    }
}
