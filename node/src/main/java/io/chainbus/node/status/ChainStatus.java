package io.chainbus.node.status;

/**
 * A chain that the node has opened.
 *
 * @param chain its name
 * @param coordinator the address of the node that coordinates it; empty where that could not be told
 * @param subscribers how many are on it
 * @param up how many keys are up, in each phase that they are up in
 * @param open events that were accepted and have not ended
 * @param answers whether its coordinator has answered in time; if not, the three before are 0
 */
public record ChainStatus(String chain, String coordinator, int subscribers, int up, long open, boolean answers) {}
