package io.chainbus.history;

/** One line of a history: something that happened on a chain. */
public record Line(Stamp stamp, Entry entry) {}
