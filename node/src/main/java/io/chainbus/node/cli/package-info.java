/** The commands of nodes and clusters. */
@NullMarked
package io.chainbus.node.cli;

import org.jspecify.annotations.NullMarked;
