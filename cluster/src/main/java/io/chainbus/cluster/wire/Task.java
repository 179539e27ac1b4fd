package io.chainbus.cluster.wire;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.chainbus.walk.Cause;

/**
 * A walk's visits of a segment.
 *
 * @param walk its number
 * @param phase that was published
 * @param cause why it was published
 * @param steps how many visits of this pass took place before
 */
@JsonFormat(shape = JsonFormat.Shape.ARRAY)
public record Task(long walk, String key, String phase, Payload payload, Cause cause, int steps) {}
