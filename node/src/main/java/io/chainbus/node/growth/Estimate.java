package io.chainbus.node.growth;

/**
 * One thing that a cluster comes to.
 *
 * @param what it is
 * @param amount of it
 * @param limit that it must stay below; infinite where there is none
 * @param bound what the limit is
 */
public record Estimate(String what, double amount, Unit unit, double limit, String bound) {

    /** What is counted. */
    public enum Unit {
        THINGS,
        BYTES,
        A_SECOND,
        BYTES_A_SECOND,
        SECONDS,
        CORES
    }

    static Estimate told(String what, double amount, Unit unit) {
        return new Estimate(what, amount, unit, Double.POSITIVE_INFINITY, "");
    }

    /** How much of the limit it takes; above 1 it does not hold. */
    public double share() {
        return amount / limit;
    }
}
