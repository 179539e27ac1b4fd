package io.chainbus.load.figures;

import java.util.Map;

/** What it all ran on: names and what they stand for, in the order in which they are shown. */
public record Machine(Map<String, String> facts) {}
