/** Dry runs: the walk that an event would take, why everybody stands where it does, and what a change would move. */
@NullMarked
package io.chainbus.explain;

import org.jspecify.annotations.NullMarked;
