package io.chainbus.chain;

/**
 * That one id precedes another in a DESCENDING walk, and why.
 *
 * @param earlier the id that comes earlier
 * @param later the id that comes later
 * @param reason who says so
 */
public record Constraint(String earlier, String later, Reason reason) {

    /** Who says that one id precedes another. */
    public enum Reason {
        /** The earlier one declared that it stands before the later one. */
        BEFORE,
        /** The later one declared that it stands after the earlier one. */
        AFTER,
        /** Nobody declared it: the earlier one's band precedes the later one's. */
        BAND
    }

    /** For instance {@code livepatch after ftrace}: whoever declared it comes first. */
    @Override
    public String toString() {
        return switch (reason) {
            case BEFORE -> earlier + " before " + later;
            case AFTER -> later + " after " + earlier;
            case BAND -> earlier + " before " + later + " by its band";
        };
    }
}
