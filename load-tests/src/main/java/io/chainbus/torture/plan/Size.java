package io.chainbus.torture.plan;

/**
 * How much there is of everything.
 *
 * @param publishers threads
 * @param subscribers ids on each chain; not all are registered at any time
 * @param keys on each chain
 * @param steps of each publisher in a round
 */
public record Size(int publishers, int subscribers, int keys, int steps) {

    public static final Size USUAL = new Size(4, 10, 24, 500);
}
