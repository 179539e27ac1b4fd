/** What the nodes of a cluster tell each other about a chain, and how it is serialised. */
@NullMarked
package io.chainbus.cluster.wire;

import org.jspecify.annotations.NullMarked;
