package io.chainbus.bench.candidate;

/**
 * What a candidate does beside delivering, and what not: what its figures have to be read with.
 *
 * @param order of the subscribers, between joining and leaving at any time
 * @param receipt who was visited by an event, and what each answered
 * @param backPressure what becomes of a publisher that is faster than the subscribers
 * @param undo of what earlier subscribers did when a later one refuses
 */
public record Traits(String order, String receipt, String backPressure, String undo) {}
