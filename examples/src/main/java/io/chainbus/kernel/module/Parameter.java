package io.chainbus.kernel.module;

/** A module's parameter as the module declares it: a whole number, as all those of the kernel's self-tests are. */
public record Parameter(String name, int initial) {}
