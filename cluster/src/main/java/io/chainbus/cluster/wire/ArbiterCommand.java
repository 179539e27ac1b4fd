package io.chainbus.cluster.wire;

/** What the arbiter of waits receives: {@link ToArbiter} from all nodes, and what it tells itself. */
public interface ArbiterCommand {}
