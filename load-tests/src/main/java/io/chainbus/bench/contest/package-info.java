/** All candidates in one run, in turn: the plan, the rounds, medians, ratios and what must hold. */
@NullMarked
package io.chainbus.bench.contest;

import org.jspecify.annotations.NullMarked;
