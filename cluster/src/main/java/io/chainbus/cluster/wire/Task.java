package io.chainbus.cluster.wire;

import org.jspecify.annotations.Nullable;

/**
 * A walk's visits of a segment.
 *
 * @param walk its number
 * @param steps how many visits of this pass took place before
 * @param matter absent where the agent was told before and has answered: it is to remember
 */
public record Task(long walk, int steps, @Nullable Matter matter) {}
