package io.chainbus.load.figures;

/**
 * What came of churn, in the whole run.
 *
 * @param refused joins and leaves that were refused or never answered; there should be none
 * @param join from the acknowledged leave to the acknowledgement of the join
 * @param leave from the moment it was meant to begin
 */
public record Moves(long refused, Latency join, Latency leave) {}
