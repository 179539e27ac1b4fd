package io.chainbus.kernel.demo;

import io.chainbus.kernel.tree.BootList;
import io.chainbus.kernel.tree.ModuleTree;

/**
 * What the demo is to do.
 *
 * @param seed decides who refuses whom and where the probes are; the same seed gives the same plan
 * @param loaders how many loaders work at once, at least 1
 */
public record DemoSettings(ModuleTree tree, BootList boot, long seed, int loaders) {}
