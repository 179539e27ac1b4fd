package io.chainbus.torture.plan;

/** How somebody is made to leave. */
public enum Manner {
    AT_ONCE,
    TEARDOWN,
    FOR_A_WHILE;

    /** Some are told to let go of what they hold, and some go away for a while, if they are durable. */
    static Manner drawn(int number) {
        return switch (Math.floorMod(number, 8)) {
            case 0, 1 -> TEARDOWN;
            case 2, 3, 4 -> FOR_A_WHILE;
            default -> AT_ONCE;
        };
    }
}
