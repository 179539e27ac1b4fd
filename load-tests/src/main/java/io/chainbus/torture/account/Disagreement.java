package io.chainbus.torture.account;

/**
 * Something that those who took part saw otherwise than it was recorded or promised.
 *
 * @param line of the round's history; 0 where it is about what is not there
 */
public record Disagreement(String promise, String what, int line) {}
