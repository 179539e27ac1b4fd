package io.chainbus.kernel.definition;

import io.chainbus.kernel.module.ModuleInstance;
import io.chainbus.kernel.task.Course;
import io.chainbus.kernel.task.FunctionCode;
import java.time.Duration;

/**
 * A function of a module.
 *
 * @param enters what it prints first
 * @param seconds how long a task that calls it is inside then; less than nothing is nothing
 * @param leaves what it prints before it returns
 */
public record DefinedFunction(String name, Text enters, Amount seconds, Text leaves) {

    /** One that prints something and returns. */
    public static DefinedFunction saying(String name, Text text) {
        return new DefinedFunction(name, text, Amount.NONE, Text.NOTHING);
    }

    FunctionCode in(ModuleInstance module) {
        return () -> new Course(
                enters.of(module), Duration.ofSeconds(Math.max(0, seconds.of(module.parameters()))), leaves.of(module));
    }
}
