package io.chainbus.kernel.module;

/**
 * What the module chain's events carry: a module as its consumers see it. The chain's key is its name. Immutable.
 *
 * @param name normalised as kmod does ('-' is '_')
 */
public record KernelModule(String name, FunctionTable functions, long textBytes) {}
