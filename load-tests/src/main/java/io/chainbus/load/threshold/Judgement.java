package io.chainbus.load.threshold;

/**
 * What came of a threshold.
 *
 * @param threshold as it was given
 * @param value the figure that it is about; not a number if nothing was measured
 * @param text the threshold and the figure, in a line
 */
public record Judgement(String threshold, double value, boolean failed, String text) {}
