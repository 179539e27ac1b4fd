package io.chainbus.report;

/**
 * One of a plot's two axes.
 *
 * @param label what is along it, with no unit: the numbers have theirs
 */
public record Axis(String label, Quantity quantity, Scale scale) {

    /** How numbers become places. */
    public enum Scale {
        /** Equal steps for equal differences. */
        LINEAR,
        /** Equal steps for equal ratios; what is not positive has no place. */
        LOGARITHMIC
    }

    /** With equal steps for equal differences. */
    public static Axis linear(String label, Quantity quantity) {
        return new Axis(label, quantity, Scale.LINEAR);
    }

    /** With equal steps for equal ratios. */
    public static Axis logarithmic(String label, Quantity quantity) {
        return new Axis(label, quantity, Scale.LOGARITHMIC);
    }

    boolean logarithmic() {
        return scale == Scale.LOGARITHMIC;
    }
}
