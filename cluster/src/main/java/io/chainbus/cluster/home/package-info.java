/** A chain's coordinator: a sharded entity, which outlives no node, and what it keeps in its journal, which does. */
@NullMarked
package io.chainbus.cluster.home;

import org.jspecify.annotations.NullMarked;
