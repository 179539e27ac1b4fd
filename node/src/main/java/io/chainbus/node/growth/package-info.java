/**
 * What a cluster of a given size comes to: a calculation from {@link io.chainbus.node.growth.Costs costs} that were
 * measured, a node's settings, and a {@link io.chainbus.node.growth.Workload workload}.
 */
@NullMarked
package io.chainbus.node.growth;

import org.jspecify.annotations.NullMarked;
