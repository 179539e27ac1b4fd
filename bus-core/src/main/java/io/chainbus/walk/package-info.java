/** One event's visit of one chain, as a state machine without threads. */
@NullMarked
package io.chainbus.walk;

import org.jspecify.annotations.NullMarked;
