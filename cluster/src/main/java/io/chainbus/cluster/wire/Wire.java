package io.chainbus.cluster.wire;

/**
 * What goes from node to node; the only classes that are let in ({@code akka.actor.serialization-bindings}). Records, as
 * CBOR by Jackson; those of which there are many go as arrays, without the names of their fields.
 */
public interface Wire {}
