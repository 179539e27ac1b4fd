package io.chainbus.kernel.task;

/** What a function does. Asked anew at each call, since it may depend on a module's parameters; it must not block. */
@FunctionalInterface
public interface FunctionCode {

    Course call();

    /** Code that always prints that and returns at once. */
    static FunctionCode saying(String text) {
        Course course = Course.saying(text);
        return () -> course;
    }
}
