package io.chainbus.kernel.livepatch;

/**
 * What {@code /sys/kernel/livepatch/NAME} tells of a patch that is in force.
 *
 * @param enabled whether it is patched, or on the way there
 * @param inTransition whether it is on its way
 */
public record PatchStatus(String name, boolean enabled, boolean inTransition) {}
