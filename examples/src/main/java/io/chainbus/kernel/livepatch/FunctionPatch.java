package io.chainbus.kernel.livepatch;

import io.chainbus.kernel.task.FunctionCode;

/**
 * One function that a livepatch replaces.
 *
 * @param function its name in the object's symbol table
 * @param replacement what runs instead of it
 */
public record FunctionPatch(String function, FunctionCode replacement) {}
