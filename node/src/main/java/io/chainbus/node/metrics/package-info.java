/** What is counted in a node, by Micrometer. */
@NullMarked
package io.chainbus.node.metrics;

import org.jspecify.annotations.NullMarked;
