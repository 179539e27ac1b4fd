/** Chains over many machines: what an application opens them with. */
@NullMarked
package io.chainbus.cluster;

import org.jspecify.annotations.NullMarked;
