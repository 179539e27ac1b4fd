/** A node of a cluster as a process: what it is configured by, how it starts, joins, leaves and ends. */
@NullMarked
package io.chainbus.node;

import org.jspecify.annotations.NullMarked;
