package io.chainbus.node.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * What a {@link ClusterBench} has measured.
 *
 * @param processors that all nodes share
 */
public record BenchReport(ClusterBench.Settings settings, int processors, List<BenchReport.Figure> figures) {

    /**
     * What one layout came to.
     *
     * @param pattern a letter for each place
     * @param walks that had their receipts while it was measured
     * @param busyNanos for how long processors were busy with the nodes meanwhile, all together
     * @param wrong receipts that were not as they must be, also before it was measured
     * @param example one of those; empty where there is none
     */
    public record Figure(
            SeatPlan layout,
            String pattern,
            long walks,
            long nanos,
            long busyNanos,
            String coordinator,
            long wrong,
            String example) {

        /** Walks a second. */
        double rate() {
            return walks * (double) TimeUnit.SECONDS.toNanos(1) / nanos;
        }

        double busyMicrosPerWalk() {
            return busyNanos / (double) TimeUnit.MICROSECONDS.toNanos(1) / Math.max(1, walks);
        }
    }

    public BenchReport {
        figures = List.copyOf(figures);
    }

    /** Whether each receipt had every subscriber's visit. */
    public boolean holds() {
        return figures.stream().allMatch(figure -> figure.wrong() == 0 && figure.walks() > 0);
    }

    /** For people: ratios first. */
    public List<String> text() {
        List<String> lines = new ArrayList<>();
        if (figures.size() > 1) {
            double first = figures.get(0).rate();
            for (Figure figure : figures.subList(1, figures.size())) {
                lines.add(String.format(
                        Locale.ROOT,
                        "%s : %s = %.2f",
                        figure.layout().word(),
                        figures.get(0).layout().word(),
                        figure.rate() / first));
            }
            lines.add("");
        }
        lines.add(String.format(
                Locale.ROOT,
                "%d subscribers on %d nodes, %d processors, %d in flight, %s",
                settings.subscribers(),
                settings.nodes(),
                processors,
                settings.inFlight(),
                settings.journal() == null ? "no journal" : "journal " + settings.journal()));
        for (Figure figure : figures) {
            lines.add(String.format(
                    Locale.ROOT,
                    "%-12s %s  %,9.0f walks/s  %,10.0f visits/s  %6.1f us of processors a walk",
                    figure.layout().word(),
                    figure.pattern(),
                    figure.rate(),
                    figure.rate() * settings.subscribers(),
                    figure.busyMicrosPerWalk()));
        }
        for (Figure figure : figures) {
            lines.add(
                    figure.wrong() == 0
                            ? figure.layout().word() + ": each receipt has all " + settings.subscribers() + " visits"
                            : figure.layout().word() + ": " + figure.wrong() + " receipts are not right, one of them: "
                                    + figure.example());
        }
        return lines;
    }

    /** For programs. */
    public String json() {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode root = mapper.createObjectNode();
        root.put("nodes", settings.nodes());
        root.put("subscribers", settings.subscribers());
        root.put("processors", processors);
        root.put("inFlight", settings.inFlight());
        root.put("seconds", settings.seconds());
        root.put("journal", settings.journal() == null ? "" : settings.journal().toString());
        var all = root.putArray("layouts");
        for (Figure figure : figures) {
            all.addObject()
                    .put("layout", figure.layout().word())
                    .put("pattern", figure.pattern())
                    .put("coordinator", figure.coordinator())
                    .put("walks", figure.walks())
                    .put("walksPerSecond", figure.rate())
                    .put("processorMicrosPerWalk", figure.busyMicrosPerWalk())
                    .put("wrongReceipts", figure.wrong());
        }
        return root.toPrettyString() + "\n";
    }
}
