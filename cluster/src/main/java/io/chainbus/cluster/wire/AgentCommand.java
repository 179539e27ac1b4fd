package io.chainbus.cluster.wire;

/** What a node's agent receives: {@link ToAgent} from coordinators, and what its own node tells it. */
public interface AgentCommand {}
