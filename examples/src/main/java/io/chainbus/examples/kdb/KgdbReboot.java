package io.chainbus.examples.kdb;

/** What a reboot does to the debugger; Linux {@code kgdbreboot}, a module parameter. */
enum KgdbReboot {
    /** -1: nothing, the connection stays until the machine resets. */
    IGNORE,
    /** 0, the default: the debugger's client is told that it is over. */
    DETACH,
    /** 1: the debugger is entered. */
    ENTER
}
