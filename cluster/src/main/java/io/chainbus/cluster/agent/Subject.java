package io.chainbus.cluster.agent;

import io.chainbus.event.Phase;
import io.chainbus.walk.Cause;
import org.jspecify.annotations.Nullable;

/**
 * What a walk is about, as an agent has read it: once, for all who are visited on its node.
 *
 * @param payload absent when it could not be read
 * @param why it could not; empty where it could
 */
record Subject(
        String key, Phase phase, Cause cause, @Nullable Object payload, String why) {}
