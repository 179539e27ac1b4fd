/** A node's part of a chain: its subscribers, what it remembers of their visits, and its publisher. */
@NullMarked
package io.chainbus.cluster.agent;

import org.jspecify.annotations.NullMarked;
