package io.chainbus.examples.clk;

/** A change of a clock's rate, in Hz; Linux {@code struct clk_notifier_data}. */
record RateChange(String clock, long oldRate, long newRate) {}
