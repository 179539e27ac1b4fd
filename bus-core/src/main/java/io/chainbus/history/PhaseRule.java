package io.chainbus.history;

/**
 * What a history says of a phase of its chain.
 *
 * @param undo the name of the phase that is delivered as its undo, or the empty string where it has none
 * @param vetoable whether a veto ends its walk; written as an extra field, and taken as true of an acquire that does
 *     not say
 */
public record PhaseRule(Recorded.Role role, Recorded.Direction direction, String undo, boolean vetoable) {}
