package io.chainbus.history;

/** A line that was read, and where it stands. */
public record PlacedLine(Place place, Line line) {}
