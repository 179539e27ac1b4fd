package io.chainbus.cluster.wire;

import java.util.List;

/**
 * Which walks nobody will ask for again: all whose numbers are below {@code below}, but for {@code open}. It holds for ever
 * once it has been true, so that one which comes late or twice does no harm.
 *
 * @param open in growing order
 */
public record Horizon(long below, List<Long> open) {

    /** Before any walk. */
    public static final Horizon NONE = new Horizon(1, List.of());

    public Horizon {
        open = List.copyOf(open);
    }

    /** Whether the walk of that number has ended, as far as this says. */
    public boolean passed(long walk) {
        return walk < below && !open.contains(walk);
    }
}
