package io.chainbus.cluster.wire;

/** What a node's keeper of waits receives: {@link ToWaiter} from the arbiter, and what its own node tells it. */
public interface WaiterCommand {}
