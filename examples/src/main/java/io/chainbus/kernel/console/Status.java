package io.chainbus.kernel.console;

/** What a command ended with. */
enum Status {
    DONE,
    FAILED;

    Status and(Status other) {
        return this == DONE ? other : FAILED;
    }
}
