/** The log of a process that is a node. */
@NullMarked
package io.chainbus.node.log;

import org.jspecify.annotations.NullMarked;
