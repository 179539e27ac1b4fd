package io.chainbus.cluster.wire;

import com.fasterxml.jackson.annotation.JsonFormat;

/**
 * What came of a walk's visits of a segment.
 *
 * @param trace which of the message's traces, whose places are those of the segment
 */
@JsonFormat(shape = JsonFormat.Shape.ARRAY)
public record Done(long walk, int trace) {}
