package io.chainbus.kernel.console;

import io.chainbus.kernel.ftrace.Violation;
import io.chainbus.kernel.order.Order;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** One script on several kernels, which differ in the order in which ftrace and livepatch hear of modules. */
public record Comparison(List<Run> runs) {

    /** What a command printed, the command left out. */
    public record Answer(String command, List<String> lines) {
        public Answer {
            lines = List.copyOf(lines);
        }
    }

    /**
     * The script on one of the kernels.
     *
     * @param answers one for each command
     * @param failed how many commands did not do what they were asked
     */
    public record Run(Order order, List<Answer> answers, int failed, List<Violation> violations) {
        public Run {
            answers = List.copyOf(answers);
            violations = List.copyOf(violations);
        }
    }

    public Comparison {
        runs = List.copyOf(runs);
        if (runs.stream().map(run -> run.answers().size()).distinct().count() > 1) {
            throw new IllegalArgumentException("not all of them are of one script");
        }
    }

    /** For a person: where they differ, command by command, and what became of each. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        int commands = runs.isEmpty() ? 0 : runs.get(0).answers().size();
        int alike = 0;
        for (int i = 0; i < commands; i++) {
            Map<List<String>, List<Order>> answers = answers(i);
            if (answers.size() == 1) {
                alike++;
            } else {
                lines.add("% " + runs.get(0).answers().get(i).command());
                answers.forEach((answer, orders) -> {
                    lines.add("  " + orders.stream().map(Order::toString).collect(Collectors.joining(", ")) + ":");
                    answer.forEach(line -> lines.add("    " + line));
                });
            }
        }
        lines.add(alike + " of " + commands + " commands print the same under each order");
        for (Run run : runs) {
            lines.add("%-8s  order violations: %d, commands failed: %d"
                    .formatted(run.order(), run.violations().size(), run.failed()));
        }
        return lines;
    }

    /** The different answers to a command, each with the orders under which it was given. */
    private Map<List<String>, List<Order>> answers(int command) {
        Map<List<String>, List<Order>> answers = new LinkedHashMap<>();
        for (Run run : runs) {
            answers.computeIfAbsent(run.answers().get(command).lines(), unused -> new ArrayList<>())
                    .add(run.order());
        }
        return answers;
    }
}
