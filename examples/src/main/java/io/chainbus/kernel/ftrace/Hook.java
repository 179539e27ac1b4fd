package io.chainbus.kernel.ftrace;

import io.chainbus.kernel.task.Version;

/** What is attached to a record (Linux {@code struct ftrace_ops}): it may lead calls of the function elsewhere. */
@FunctionalInterface
public interface Hook {

    /**
     * Called where the function is entered, on the thread that enters it.
     *
     * @return what the call is to run; {@code original}, to leave it alone
     */
    Version enter(Version original);
}
