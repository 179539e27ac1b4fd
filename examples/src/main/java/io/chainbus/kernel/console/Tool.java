package io.chainbus.kernel.console;

import java.util.List;

/** A program that the console knows by its name. */
@FunctionalInterface
interface Tool {

    /**
     * Runs until what it started has settled. It prints its own errors.
     *
     * @param arguments the words behind the program's name
     */
    Status run(List<String> arguments);
}
