package io.chainbus.cluster.wire;

/** What a chain's coordinator receives: {@link ToHome} from other nodes, and what it tells itself. */
public interface HomeCommand {}
