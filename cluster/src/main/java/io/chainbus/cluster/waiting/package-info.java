/** Handlers that wait, on whatever node, and circles of them (promise P12): one graph for the cluster. */
@NullMarked
package io.chainbus.cluster.waiting;

import org.jspecify.annotations.NullMarked;
