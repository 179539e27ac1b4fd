package io.chainbus.bench.contest;

import io.chainbus.bench.candidate.Candidate;
import io.chainbus.bench.trial.Cell;

/** One candidate in one cell. */
public record Run(Candidate candidate, Cell cell) {}
