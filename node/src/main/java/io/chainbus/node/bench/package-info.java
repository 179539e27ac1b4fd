/** How many walks a second go over the nodes of a cluster on this machine. */
@NullMarked
package io.chainbus.node.bench;

import org.jspecify.annotations.NullMarked;
