package io.chainbus.kernel.livepatch;

/**
 * One function that a livepatch replaces.
 *
 * @param function its name in the object's symbol table
 * @param says what the replacement prints where the original would have printed something
 */
public record FunctionPatch(String function, String says) {}
