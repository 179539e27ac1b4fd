package io.chainbus.load.output;

import io.chainbus.load.plan.LoadPlan;
import io.chainbus.load.plan.Pace;
import io.chainbus.load.plan.Profile;
import io.chainbus.load.plan.Schedule;
import io.chainbus.report.Quantity;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A load in words. */
public final class PlanText {

    private PlanText() {}

    /** In a sentence: what decides when events are published, and to whom. */
    public static String line(LoadPlan plan) {
        return "%s to %s, %s, each %s"
                .formatted(pace(plan), count(plan.subscribers(), "subscriber"), keys(plan), plan.mix());
    }

    /** What decides when events are published. */
    static String pace(LoadPlan plan) {
        String by = " by " + count(plan.publishers(), "publisher");
        if (plan.pace() instanceof Pace.Open open) {
            String arrivals = open.arrivals() == Schedule.Arrivals.POISSON ? ", at random (Poisson)" : "";
            return "open loop, " + level(open.profile(), "/s") + arrivals + by;
        }
        return "closed loop, " + level(plan.pace().profile(), " in flight") + by;
    }

    private static String level(Profile profile, String unit) {
        if (profile.isSteady()) {
            return number(profile.peak()) + unit;
        }
        return profile.ramps().stream()
                .map(ramp -> "from %s to %s%s in %s"
                        .formatted(number(ramp.from()), number(ramp.to()), unit, seconds(ramp.nanos())))
                .collect(Collectors.joining(", then "));
    }

    private static String keys(LoadPlan plan) {
        return count(plan.keys(), "key");
    }

    /** Name by name, for tables. */
    static Map<String, String> facts(LoadPlan plan) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("Load", pace(plan));
        facts.put(
                "Measured",
                seconds(plan.pace().profile().nanos()) + " after a warm-up of " + seconds(plan.warmUpNanos()));
        facts.put("Subscribers", number(plan.subscribers()));
        facts.put("Keys", number(plan.keys()));
        facts.put("What happens to each", plan.mix().toString());
        facts.put(
                "Handlers take", plan.handlerTime().text() + (plan.handlerTime().none() ? "" : work(plan)));
        facts.put("Vetoes", Quantity.SHARE.text(plan.vetoes()) + " of acquires");
        facts.put("Churn", number(plan.churn()) + " leave and join again a second");
        facts.put("Seed", Long.toString(plan.seed()));
        return facts;
    }

    private static String work(LoadPlan plan) {
        return plan.work() == LoadPlan.Work.BUSY ? ", at work" : ", answering later";
    }

    static String count(long count, String what) {
        return number(count) + " " + what + (count == 1 ? "" : "s");
    }

    /** With commas. */
    static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /** Whole, with commas; with a fraction only where it has one. */
    static String number(double value) {
        return value == Math.rint(value) ? number((long) value) : String.format(Locale.ROOT, "%,.2f", value);
    }

    static String seconds(long nanos) {
        return String.format(Locale.ROOT, nanos % 1_000_000_000 == 0 ? "%.0f s" : "%.1f s", nanos / 1e9);
    }
}
