package io.chainbus.cluster.wire;

/** What a node's publisher receives: {@link ToPublisher} from coordinators, and what its own node tells it. */
public interface PublisherCommand {}
