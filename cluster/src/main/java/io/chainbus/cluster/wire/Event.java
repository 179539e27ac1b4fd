package io.chainbus.cluster.wire;

import com.fasterxml.jackson.annotation.JsonFormat;

/** An event that is published. */
@JsonFormat(shape = JsonFormat.Shape.ARRAY)
public record Event(long number, String key, String phase, Payload payload) {}
