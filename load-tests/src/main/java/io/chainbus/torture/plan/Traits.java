package io.chainbus.torture.plan;

import java.util.List;
import java.util.SplittableRandom;

/**
 * What a subscriber is like.
 *
 * @param salt what its handler does is drawn from it and the event
 */
public record Traits(
        String id,
        int priority,
        boolean unique,
        Band band,
        List<String> before,
        List<String> after,
        boolean observer,
        boolean replay,
        Style style,
        int deadlineMillis,
        boolean lenient,
        Comeback comeback,
        long salt) {

    /** Where it wants to stand. */
    public enum Band {
        FIRST,
        NONE,
        LAST
    }

    /** How it answers. */
    public enum Style {
        AT_ONCE,
        LATER,
        BLOCKING,
        ACTOR
    }

    public Traits {
        before = List.copyOf(before);
        after = List.copyOf(after);
    }

    /** The one that comes back for this one: in the same place, and otherwise as it may be. */
    public Traits next() {
        SplittableRandom random = new SplittableRandom(salt);
        return new Traits(
                id,
                priority,
                unique,
                band,
                before,
                after,
                observer,
                random.nextBoolean(),
                Planner.drawStyle(random),
                Planner.drawDeadline(random),
                random.nextInt(4) == 0,
                Planner.drawComeback(random),
                random.nextLong());
    }
}
