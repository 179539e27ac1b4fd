package io.chainbus.node.growth;

import io.chainbus.node.growth.Estimate.Unit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A calculation for people. */
public final class GrowthText {

    private static final double SHOWN = 0.001;

    private GrowthText() {}

    /**
     * Line by line, then what is beyond its limit.
     *
     * @param most the most that would hold; empty where nothing does
     */
    public static List<String> lines(Workload work, List<Estimate> all, Optional<Workload> most) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "%,d nodes, %,d chains; each with %d subscribers, open on %d nodes, %s walks a second, %d in a train",
                work.nodes(),
                work.chains(),
                work.subscribers(),
                work.opened(),
                number(work.walks()),
                work.together()));
        lines.add("");
        for (Estimate one : all) {
            String limit = Double.isInfinite(one.limit())
                    ? ""
                    : String.format(
                            Locale.ROOT,
                            "%5s of %s (%s)",
                            share(one.share()),
                            text(one.limit(), one.unit()),
                            one.bound());
            lines.add(String.format(Locale.ROOT, "  %-62s %12s  %s", one.what(), text(one.amount(), one.unit()), limit)
                    .stripTrailing());
        }
        lines.add("");
        List<Estimate> beyond = all.stream()
                .filter(one -> one.share() > 1)
                .sorted(Comparator.comparingDouble(Estimate::share).reversed())
                .toList();
        if (beyond.isEmpty()) {
            Estimate nearest = Growth.first(all);
            lines.add("Nothing is beyond its limit. Nearest: " + nearest.what() + ", " + share(nearest.share()) + ".");
            return lines;
        }
        lines.add("Beyond its limit, the furthest first:");
        beyond.forEach(one -> lines.add("  " + one.what().strip() + ", " + share(one.share()) + " of " + one.bound()));
        lines.add(most.map(holds -> String.format(
                        Locale.ROOT, "In proportion %,d nodes with %,d chains hold.", holds.nodes(), holds.chains()))
                .orElse("In proportion not even one node would hold."));
        return lines;
    }

    private static String share(double share) {
        return share >= 10
                ? String.format(Locale.ROOT, "%,.0fx", share)
                : String.format(Locale.ROOT, "%.0f%%", Math.max(share * 100, share > 0 ? 1 : 0));
    }

    private static String text(double amount, Unit unit) {
        return switch (unit) {
            case THINGS -> number(amount);
            case A_SECOND -> number(amount) + "/s";
            case BYTES -> bytes(amount);
            case BYTES_A_SECOND -> bytes(amount) + "/s";
            case SECONDS -> number(amount) + " s";
            case CORES -> number(amount) + (amount == 1 ? " core" : " cores");
        };
    }

    private static String number(double amount) {
        if (amount == Math.rint(amount) || amount >= 100) {
            return String.format(Locale.ROOT, "%,.0f", amount);
        }
        if (amount < SHOWN) {
            return "under " + SHOWN;
        }
        return String.format(Locale.ROOT, amount < 1 ? "%.2g" : "%.1f", amount);
    }

    private static String bytes(double amount) {
        String[] units = {"B", "KB", "MB", "GB", "TB"};
        int unit = 0;
        double rest = amount;
        while (rest >= 1000 && unit < units.length - 1) {
            rest /= 1000;
            unit++;
        }
        return String.format(Locale.ROOT, rest < 10 && unit > 0 ? "%.1f %s" : "%.0f %s", rest, units[unit]);
    }
}
