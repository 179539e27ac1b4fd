package io.chainbus.kernel.module;

/** Where a kernel's log lines go. Called from any thread, one line a call, without a line end. */
@FunctionalInterface
public interface KernelLog {

    void line(String text);

    /** A log that nobody reads. */
    static KernelLog none() {
        return text -> {};
    }
}
