package io.chainbus.chain;

/**
 * Which band of the chain a subscriber stands in (promise P1). The bands follow each other in the order of these
 * constants in a DESCENDING walk: all of FIRST before all others, all of LAST behind all others.
 */
public enum Anchor {
    /** Before all that are not FIRST. */
    FIRST,
    /** In the middle, where priorities and constraints alone decide: the usual case. */
    NONE,
    /** Behind all that are not LAST. */
    LAST
}
