package io.chainbus.load.figures;

/**
 * How often handlers were called, as both sides counted it, in the whole run.
 *
 * @param byReceipts visits that the receipts tell of, those of undos too
 * @param byHandlers calls that the handlers counted themselves
 * @param vetoesByReceipts walks that ended so
 * @param vetoesByHandlers vetoes that the handlers gave
 */
public record Visits(long byReceipts, long byHandlers, long vetoesByReceipts, long vetoesByHandlers) {}
