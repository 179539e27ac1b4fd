/** The first try of a cluster: real modules up and down on three nodes, one of which is killed in the middle. */
@NullMarked
package io.chainbus.node.demo;

import org.jspecify.annotations.NullMarked;
