/** What a node says of itself, of its cluster and of the chains: as a record, as JSON, and for people. */
@NullMarked
package io.chainbus.node.status;

import org.jspecify.annotations.NullMarked;
