package io.chainbus.kernel.tree;

import io.chainbus.kernel.tree.Rows.Row;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What only the whole file shows: dependencies that are missing, and cycles. Each strongly connected set of modules is
 * reported once, by one cycle through its first module. Tarjan's algorithm with a stack of its own: a chain of ten
 * thousand modules is not a chain of ten thousand calls.
 */
final class TreeChecker {

    private static final int UNSEEN = -1;

    private final Rows rows;
    private final int[][] edges;
    private final int[] seenAs;
    private final int[] low;
    private final boolean[] open;
    private final Deque<Integer> component = new ArrayDeque<>();
    private int seen;

    private TreeChecker(Rows rows) {
        this.rows = rows;
        this.edges = edges(rows);
        this.seenAs = new int[edges.length];
        this.low = new int[edges.length];
        this.open = new boolean[edges.length];
        Arrays.fill(seenAs, UNSEEN);
    }

    static void check(Rows rows) {
        for (Row row : rows.rows()) {
            for (String name : row.module().depends()) {
                if (!rows.knows(name)) {
                    rows.problem(
                            row.line(),
                            "a module of this file as a dependency of '"
                                    + row.module().name() + "'",
                            Found.quoted(name));
                }
            }
        }
        TreeChecker checker = new TreeChecker(rows);
        for (int node = 0; node < checker.edges.length; node++) {
            if (checker.seenAs[node] == UNSEEN) {
                checker.explore(node);
            }
        }
    }

    private static int[][] edges(Rows rows) {
        Map<String, Integer> indexOf = new HashMap<>();
        List<Row> all = rows.rows();
        for (int i = 0; i < all.size(); i++) {
            indexOf.put(all.get(i).module().name(), i);
        }
        int[][] edges = new int[all.size()][];
        for (int i = 0; i < edges.length; i++) {
            edges[i] = all.get(i).module().depends().stream()
                    .filter(indexOf::containsKey)
                    .mapToInt(indexOf::get)
                    .toArray();
        }
        return edges;
    }

    private void explore(int root) {
        Deque<int[]> path = new ArrayDeque<>();
        enter(root, path);
        while (!path.isEmpty()) {
            int[] step = path.peek();
            int node = step[0];
            if (step[1] < edges[node].length) {
                int next = edges[node][step[1]++];
                if (seenAs[next] == UNSEEN) {
                    enter(next, path);
                } else if (open[next]) {
                    low[node] = Math.min(low[node], seenAs[next]);
                }
            } else {
                path.pop();
                if (!path.isEmpty()) {
                    int above = path.peek()[0];
                    low[above] = Math.min(low[above], low[node]);
                }
                if (low[node] == seenAs[node]) {
                    close(node);
                }
            }
        }
    }

    private void enter(int node, Deque<int[]> path) {
        seenAs[node] = seen;
        low[node] = seen++;
        open[node] = true;
        component.push(node);
        path.push(new int[] {node, 0});
    }

    private void close(int root) {
        List<Integer> members = new ArrayList<>();
        int member;
        do {
            member = component.pop();
            open[member] = false;
            members.add(member);
        } while (member != root);
        int first = members.stream().mapToInt(Integer::intValue).min().orElse(root);
        boolean itself = Arrays.stream(edges[root]).anyMatch(next -> next == root);
        if (members.size() > 1 || itself) {
            report(cycleThrough(first, members));
        }
    }

    /** A shortest cycle: breadth first from {@code start} within its component, until an edge leads back. */
    private List<Integer> cycleThrough(int start, List<Integer> members) {
        Map<Integer, Integer> cameFrom = new HashMap<>();
        members.forEach(member -> cameFrom.put(member, UNSEEN));
        Deque<Integer> queue = new ArrayDeque<>(List.of(start));
        while (!queue.isEmpty()) {
            int node = queue.remove();
            for (int next : edges[node]) {
                if (next == start) {
                    return pathTo(node, start, cameFrom);
                }
                if (cameFrom.getOrDefault(next, start) == UNSEEN) {
                    cameFrom.put(next, node);
                    queue.add(next);
                }
            }
        }
        throw new IllegalStateException("a strongly connected component without a cycle through " + start);
    }

    private static List<Integer> pathTo(int end, int start, Map<Integer, Integer> cameFrom) {
        ArrayList<Integer> path = new ArrayList<>(List.of(start));
        for (int node = end; node != start; node = cameFrom.getOrDefault(node, start)) {
            path.add(1, node);
        }
        path.add(start);
        return path;
    }

    private void report(List<Integer> cycle) {
        List<String> names =
                cycle.stream().map(i -> rows.rows().get(i).module().name()).toList();
        rows.problem(
                rows.rows().get(cycle.get(0)).line(),
                "dependencies without a cycle",
                "'" + String.join(" -> ", names) + "'");
    }
}
