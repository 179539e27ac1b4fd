package io.chainbus.report;

/**
 * A figure that is to be seen first.
 *
 * @param label what it is
 * @param value the figure with its unit
 * @param detail what to know about it; may be empty
 */
public record Tile(String label, String value, String detail) {}
