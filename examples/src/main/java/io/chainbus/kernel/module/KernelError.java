package io.chainbus.kernel.module;

import io.chainbus.verdict.Verdict;

/**
 * A veto that carries a kernel's error along, so that whoever loads a module gets the very error of the subscriber that
 * refused it.
 *
 * @param detail who refused what, for people
 */
public record KernelError(Errno errno, String detail) implements Verdict.Veto {

    @Override
    public String reason() {
        return detail + ": " + errno;
    }
}
