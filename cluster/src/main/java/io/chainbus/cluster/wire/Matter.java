package io.chainbus.cluster.wire;

import io.chainbus.walk.Cause;

/**
 * What a walk brings to those whom it visits; the same on all its way.
 *
 * @param phase that was published
 * @param cause why it was published
 */
public record Matter(String key, String phase, Payload payload, Cause cause) {}
