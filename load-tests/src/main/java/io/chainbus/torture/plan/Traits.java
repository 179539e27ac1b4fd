package io.chainbus.torture.plan;

import java.util.List;

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
}
