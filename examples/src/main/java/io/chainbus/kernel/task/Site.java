package io.chainbus.kernel.task;

/**
 * A function where it can be called and traced.
 *
 * @param object a module, or {@code vmlinux}
 */
public record Site(String object, String function) {}
